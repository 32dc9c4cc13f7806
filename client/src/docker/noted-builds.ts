import { buildsNoted, type NotedBuild } from '../workspace/buildx-refs.ts';
import type { Gatherer } from './gatherer.ts';
import { dockerConfigFolder } from './search.ts';

/**
 * Returns the builds of the container's Dockerfile that buildx noted after a time (milliseconds since 1970), the newest first and at most
 * `count`. They may have been made by any builder and for any engine. Empty where no build is known.
 */
export async function notedBuilds(
  { disk, question, build }: Pick<Gatherer, 'disk' | 'question' | 'build'>,
  sinceMs: number,
  count: number,
): Promise<readonly NotedBuild[]> {
  if ('problem' in build) return [];
  return buildsNoted(disk, dockerConfigFolder(question.environment), build.found.path, sinceMs, count);
}
