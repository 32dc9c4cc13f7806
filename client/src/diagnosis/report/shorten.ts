import type { Report } from './report.ts';

/**
 * Returns `shown` with every image ID cut to the twelve digits that the docker CLI shows and takes, and every other sha256 to
 * six and `…`: people compare those by eye, and programs read the JSON.
 */
export const shortenHashes = (shown: string): string =>
  shown
    .replace(/(?<![\w@])sha256:([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1')
    .replace(/\b([0-9a-f]{6})[0-9a-f]{58}\b/g, '$1…');

/**
 * Returns `shown` with host paths below `folder` as they are typed in that folder, and the folder itself as `.`. A path after
 * a colon is one in an image or a container (`web:/app/x`), and stays.
 */
export function shortenPaths(shown: string, folder: string): string {
  if (folder.length < 2) return shown;
  const escaped = folder.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const place = new RegExp(`(?<![^\\s"'(])${escaped}(?:([/\\\\])(?=[^\\s])|(?![^\\s"'),:;]))`, 'g');
  return shown.replace(place, (_whole, separator: string | undefined) => (separator === undefined ? '.' : ''));
}

/**
 * Returns how sentences and sources of a report are shortened for a reader who is in `folder`. Paths are left alone where one
 * of the host could be taken for one in the container, and where there is no folder.
 */
export function shortenerFor({ comparable }: Report, folder: string | undefined): (shown: string) => string {
  const isAmbiguous = folder === undefined || comparable?.containerPath.startsWith(`${folder}/`);
  return (shown) => shortenHashes(isAmbiguous ? shown : shortenPaths(shown, folder));
}
