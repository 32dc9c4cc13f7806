import { basename, dirname, join } from 'node:path';
import { isBelow, pathInside, type Disk, type DiskLink } from './disk.ts';

/** So many folders of a build context are looked through for links. */
const maximumFolders = 2000;

/** So many names of one file are enough. */
const maximumNames = 4;

/**
 * Returns the names that a file has in a folder through symbolic links to it or to a folder above it; `realPath` has no links in it.
 * Links inside linked folders are not followed. Of `node_modules`, where package managers keep thousands of files, only the packages are
 * looked at: a workspace's own ones are links there.
 */
export async function linkedNames(disk: Disk, folder: string, realPath: string): Promise<readonly string[]> {
  const names: string[] = [];
  const folders = [folder];
  for (let at = folders.shift(), count = 0; at !== undefined && count < maximumFolders; at = folders.shift(), count++) {
    for (const { name, isFolder, isLink } of await disk.list(at)) {
      const path = join(at, name);
      if (isFolder && mayHoldLinks(at, name)) folders.push(path);
      const target = isLink ? await disk.realPath(path) : null;
      const rest = target === null ? null : pathInside(target, realPath);
      if (rest !== null) names.push(rest === '' ? path : join(path, rest));
      if (names.length >= maximumNames) return names;
    }
  }
  return names;
}

function mayHoldLinks(folder: string, name: string): boolean {
  const isOfPackages = (path: string): boolean => basename(path) === 'node_modules';
  if (isOfPackages(folder)) return name.startsWith('@');
  return name !== '.git' && !isOfPackages(dirname(folder));
}

/** Returns the first link that a path goes through below `folder`, and what it holds; null when no part of it is one. */
export async function linkOn(
  disk: Disk,
  folder: string,
  path: string,
): Promise<Pick<DiskLink, 'path' | 'target'> | null> {
  return (await disk.linksOn(path)).find((link) => link.path !== folder && isBelow(folder, link.path)) ?? null;
}
