import { dirname } from '../../../core/src/path.ts';

/** More requests than this cost more than the other content of the folder above them. */
const maximumArchives = 24;

/**
 * Returns the paths to fetch so that every file comes, and little else: the folders below each highest folder, and the files
 * directly in it one by one, so that what the image made beside them (`node_modules`) stays where it is. A folder that would take
 * too many requests is fetched whole.
 */
export function archivesFor(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.map((path) => dirname(path)));
  const highest = [...folders].filter((folder) => !hasAncestorIn(folders, folder));
  return highest.flatMap((folder) => {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    const below = paths.filter((path) => path.startsWith(prefix));
    const children = [...new Set(below.map((path) => prefix + (path.slice(prefix.length).split('/')[0] ?? '')))];
    return children.length > maximumArchives && folder !== '/' ? [folder] : children;
  });
}

function hasAncestorIn(folders: ReadonlySet<string>, folder: string): boolean {
  for (let above = dirname(folder); above !== folder; folder = above, above = dirname(above))
    if (folders.has(above)) return true;
  return false;
}
