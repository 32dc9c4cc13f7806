import { dirname } from 'node:path';
import type { Disk } from '../workspace/disk.ts';
import { bearsNameOfOne } from './bears-name.ts';
import type { Found } from './search.ts';

/** A container that was found by its image's history or by its files. `names` are those of its image and its own. */
export interface FoundByHand extends Found {
  readonly names: readonly string[];
  /** The Dockerfile. */
  readonly from: string;
}

/** Returns those of the project. Where some containers bear its name, the others, made by an equal Dockerfile, are another project's. */
export async function ofThisProject(
  disk: Disk,
  found: readonly FoundByHand[],
  folders: readonly (readonly string[])[],
): Promise<readonly Found[]> {
  const isOfPart = await Promise.all(found.map(async (one) => !(await isOfFolderBeside(disk, one))));
  const ofPart = found.filter((_, index) => isOfPart[index]);
  const left = ofPart.length > 0 ? ofPart : found;
  for (const each of folders) {
    const named = left.filter(({ names }) => names.some((name) => bearsNameOfOne(name, each)));
    const repositories = new Set(named.map(({ repository }) => repository));
    if (named.length > 0) return left.filter((one) => named.includes(one) || repositories.has(one.repository));
  }
  return left;
}

/** Equal Dockerfiles in the folders `api` and `web` of one project make `shop-api` and `shop-web`: the names tell them apart. */
async function isOfFolderBeside(disk: Disk, { names, from }: FoundByHand): Promise<boolean> {
  const own = dirname(from);
  const bears = (folder: string): boolean => names.some((name) => bearsNameOfOne(name, [folder]));
  if (bears(own)) return false;
  const beside = (await disk.list(dirname(own))).filter(({ isFolder }) => isFolder).map(({ name }) => name);
  return beside.some(bears);
}
