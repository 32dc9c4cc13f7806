import { dockerfilesBuiltAt, isNamedBy, namesOf } from '../workspace/buildx-refs.ts';
import type { Gatherer } from './gatherer.ts';
import { dockerConfigFolder } from './search.ts';

/** Builds that began within so many milliseconds of each other may have run side by side. */
const sideBySideMs = 3_000;

/**
 * Returns where the last build before a time (milliseconds since 1970) was made that this Dockerfile's text was built in, as buildx noted
 * it: here, or elsewhere, as in a clone. It may be either where both began within seconds: they ran side by side, and any of them may
 * have ended last. A note that cannot be read does not count.
 */
export async function lastBuildOf(
  { disk, build, question }: Gatherer,
  madeMs: number,
): Promise<'here' | 'elsewhere' | 'either'> {
  if ('problem' in build) return 'elsewhere';
  const { path, dockerfile } = build.found;
  const names = await namesOf(disk, path);
  let elsewhereMs: number | null = null;
  for (const built of await dockerfilesBuiltAt(disk, dockerConfigFolder(question.environment), madeMs)) {
    if (elsewhereMs !== null && elsewhereMs - built.startedMs > sideBySideMs) break;
    if (await isNamedBy(disk, built.dockerfile, names)) return elsewhereMs === null ? 'here' : 'either';
    const text = await disk.readText(built.dockerfile);
    if (text === null || text === dockerfile.text) elsewhereMs ??= built.startedMs;
  }
  return 'elsewhere';
}
