import { basename, dirname, join } from 'node:path';
import type { Disk } from '../workspace/disk.ts';
import { bearsNameOfOne } from './bears-name.ts';
import type { Found } from './search.ts';

/** A container that was found by its image's history or by its files. `names` are those of its image and its own. */
export interface FoundByHand extends Found {
  readonly names: readonly string[];
  /** The Dockerfile. */
  readonly from: string;
}

/**
 * Returns those of the project. Where some containers bear its name, the others, made by an equal Dockerfile, are another project's. None is
 * left where all bear the names of folders beside this one that have the very same Dockerfile.
 */
export async function ofThisProject(
  disk: Disk,
  found: readonly FoundByHand[],
  folders: readonly (readonly string[])[],
): Promise<readonly Found[]> {
  const isOfPart = await Promise.all(found.map(async (one) => !(await isOfFolderBeside(disk, one))));
  const ofPart = found.filter((_, index) => isOfPart[index]);
  const left = ofPart.length > 0 ? ofPart : await withoutEqualProjects(disk, found);
  for (const each of folders) {
    const named = left.filter(({ names }) => names.some((name) => bearsNameOfOne(name, each)));
    const repositories = new Set(named.map(({ repository }) => repository));
    if (named.length > 0) return left.filter((one) => named.includes(one) || repositories.has(one.repository));
  }
  return left;
}

/** A container with the name of a copied project is not this one's, though this one's does not run. */
async function withoutEqualProjects(disk: Disk, found: readonly FoundByHand[]): Promise<readonly FoundByHand[]> {
  const isEqual = found.map(async ({ names, from }): Promise<boolean> => {
    const around = dirname(dirname(from));
    const bearing = (await disk.list(around)).filter(
      ({ name, isFolder }) => isFolder && names.some((each) => bearsNameOfOne(each, [name])),
    );
    const [own, ...others] = await Promise.all(
      [from, ...bearing.map(({ name }) => join(around, name, basename(from)))].map((path) => disk.readText(path)),
    );
    return typeof own === 'string' && others.includes(own);
  });
  const areEqual = await Promise.all(isEqual);
  return found.filter((_, index) => !areEqual[index]);
}

/** Equal Dockerfiles in the folders `api` and `web` of one project make `shop-api` and `shop-web`: the names tell them apart. */
async function isOfFolderBeside(disk: Disk, { names, from }: FoundByHand): Promise<boolean> {
  const own = dirname(from);
  const bears = (folder: string): boolean => names.some((name) => bearsNameOfOne(name, [folder]));
  if (bears(own)) return false;
  const beside = (await disk.list(dirname(own))).filter(({ isFolder }) => isFolder).map(({ name }) => name);
  return beside.some(bears);
}
