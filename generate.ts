/**
 * Writes everything that is derived from rules, causes, commands, settings and messages: `npm run generate`.
 * With `--check` it writes nothing, and fails naming each file that is not what it would write.
 * A further product is one more section in `generate/`.
 */
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { commandRegistry } from './generate/commands.ts';
import { docs } from './generate/docs.ts';
import { manifest } from './generate/manifest.ts';
import { messageCatalogue } from './generate/messages.ts';
import { registries } from './generate/registries.ts';
import { readSources, root, type Section } from './generate/sources.ts';

const sections: readonly Section[] = [registries, commandRegistry, manifest, messageCatalogue, docs];

async function generate(isCheck: boolean): Promise<void> {
  const sources = await readSources();
  const products = (await Promise.all(sections.map(async (section) => section(sources)))).flat();
  for (const { file, content } of products) {
    const target = path.join(root, file);
    const current = await readFile(target, 'utf8').catch(() => null);
    if (current === content) continue;
    if (isCheck) process.exitCode = 1;
    console.log(isCheck ? `${file} is out of date: run npm run generate` : `wrote ${file}`);
    if (isCheck) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

void generate(process.argv.includes('--check'));
