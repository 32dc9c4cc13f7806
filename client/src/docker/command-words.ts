import { scriptOf } from './gather-process.ts';
import type { Gatherer, Look } from './gatherer.ts';

/** Returns the words of the container's command and of the script it runs. They may hold secrets: they are compared, never kept. */
export async function commandWords(gatherer: Gatherer, { containerPath }: Look): Promise<readonly string[]> {
  const { container } = gatherer;
  const own = [container.Path ?? '', ...(container.Args ?? [])];
  const script = await scriptOf(gatherer, own, containerPath ?? '');
  return [...own, script ?? ''].flatMap((text) => text.split(/[\s"'`;|&<>()$={}]+/)).filter((word) => word !== '');
}
