import { commandRegistry } from './commands.ts';
import { docs } from './docs.ts';
import { manifest } from './manifest.ts';
import { messageCatalogue } from './messages.ts';
import { registries } from './registries.ts';
import { readSources, type Product, type Section } from './sources.ts';

const sections: readonly Section[] = [registries, commandRegistry, manifest, messageCatalogue, docs];

/** Returns everything that is derived, from the work tree as it is. */
export async function allProducts(): Promise<Product[]> {
  const sources = await readSources();
  return (await Promise.all(sections.map(async (section) => section(sources)))).flat();
}
