import { dirname } from 'node:path';
import { imagesNamed } from '../workspace/base-image.ts';
import { isBelow } from '../workspace/disk.ts';
import { findBuild, isInReach, planFile, type PlanInput } from '../workspace/plan-build.ts';
import type { Gatherer } from './gatherer.ts';
import { isFileThere } from './is-file-there.ts';

/** So many folders are tried, each with one request. */
const maximumTried = 3;

/**
 * Returns a build in the folder that the container shows to be its context. Nobody notes the context of the legacy builder, and `COPY . .` of a
 * Dockerfile in a folder for it (`docker build -f docker/Dockerfile .`) does not tell: where the file is outside the concluded one, a
 * folder above counts whose build would bring it to a path at which the container has a file.
 */
export async function buildInSeenContext(
  gatherer: Pick<Gatherer, 'engine' | 'candidate' | 'ask'>,
  input: PlanInput,
  build: Gatherer['build'],
): Promise<Gatherer['build']> {
  if ('problem' in build || build.isContextStated || isInReach(build, input.path)) return build;
  // What is copied from another image may lie at the same path.
  if (imagesNamed(build).length > 1) return build;
  let tried = 0;
  for (let folder = dirname(build.contextFolder); isBelow(input.workspaceFolder, folder); folder = dirname(folder)) {
    const wider = isBelow(folder, input.path) ? await findBuild({ ...input, contextFolder: folder }) : null;
    const copy = wider && !('problem' in wider) ? planFile(wider, input.path).copies.at(-1) : undefined;
    if (wider && copy && (await isFileThere(gatherer, copy.containerPath))) return wider;
    if (wider && ++tried === maximumTried) break;
    if (folder === dirname(folder)) break;
  }
  return build;
}
