import { basename, dirname } from 'node:path';
import type { HistoryJson } from '../diagnosis/engine-json.ts';
import { isOfLegacyBuilder } from '../diagnosis/match-history.ts';
import { contextOfLastBuild } from './buildx-refs.ts';
import type { Disk } from './disk.ts';
import {
  bestDockerfile,
  dockerfilesAbove,
  dockerfilesBeside,
  dockerfileWithoutSteps,
  isDockerfileName,
  readDockerfile,
  type FoundDockerfile,
} from './find-dockerfile.ts';

/** What is known of an image and of the file that may be in its build context. */
export interface ImageOfFile {
  readonly disk: Disk;
  /** The file or folder that was asked about. */
  readonly path: string;
  readonly workspaceFolder: string;
  readonly dockerConfigFolder: string;
  readonly history: readonly HistoryJson[];
}

/**
 * Returns the Dockerfile that an image seems to be built from, null where none fits. Where the image is gone and no history is left, the
 * nearest one says where the file would be, and proves nothing.
 */
export async function dockerfileOfImage({
  disk,
  path,
  workspaceFolder,
  dockerConfigFolder,
  history,
}: ImageOfFile): Promise<FoundDockerfile | null> {
  const isFolder = (await disk.stat(path))?.kind === 'directory';
  const paths = await dockerfilesAbove(disk, isFolder ? path : dirname(path), workspaceFolder);
  if (history.length > 0) {
    const best = await ofHistory(disk, paths, workspaceFolder, history);
    // Only an edit of a Dockerfile makes it matter which of two that are alike was built.
    if (!best || !isDockerfileName(basename(path))) return best;
    return (await builtCopyOf(best, disk, workspaceFolder, dockerConfigFolder, history)) ?? best;
  }
  return paths[0] === undefined ? null : readDockerfile(disk, paths[0], history, null);
}

/** The best one above the file; where the image has steps that it lacks, one elsewhere in the workspace that has them all. */
async function ofHistory(
  disk: Disk,
  above: readonly string[],
  workspaceFolder: string,
  history: readonly HistoryJson[],
): Promise<FoundDockerfile | null> {
  const best = await bestDockerfile(disk, above, history, undefined);
  if (best?.match.isWhole) return best;
  const other = await bestDockerfile(disk, await dockerfilesBeside(disk, workspaceFolder), history, undefined);
  const isBetter = other?.match.isWhole === true && other.match.matched > (best?.match.matched ?? 0);
  if (isBetter) return other;
  return best ?? (await dockerfileWithoutSteps(disk, above, history)) ?? other;
}

/**
 * Where two Dockerfiles were alike until one was edited, the image has all steps of the other, and buildx noted builds of the other only.
 * The legacy builder's are noted nowhere.
 */
async function builtCopyOf(
  { path, match }: FoundDockerfile,
  disk: Disk,
  workspaceFolder: string,
  dockerConfigFolder: string,
  history: readonly HistoryJson[],
): Promise<FoundDockerfile | null> {
  if (isOfLegacyBuilder(history)) return null;
  const others = (await dockerfilesBeside(disk, workspaceFolder)).filter((other) => other !== path);
  const other = await bestDockerfile(disk, others, history, undefined);
  if (!other?.match.isWhole || other.match.matched < other.match.total || other.match.matched < match.matched)
    return null;
  const isNoted = async (dockerfile: string): Promise<boolean> =>
    (await contextOfLastBuild(disk, dockerConfigFolder, dockerfile)) !== null;
  return (await isNoted(other.path)) && !(await isNoted(path)) ? other : null;
}
