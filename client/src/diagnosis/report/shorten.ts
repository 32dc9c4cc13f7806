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
 * Returns `shown` with each time as people write it: a blank between day and hour, `UTC` for `Z`, and no digits beyond milliseconds, since
 * an edit and a start may well be in one second.
 */
export const shortenTimes = (shown: string): string =>
  shown.replace(
    /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?Z/g,
    (_whole, day: string, time: string, fraction = '') =>
      `${day} ${time}${Number(fraction) > 0 ? `.${fraction}` : ''} UTC`,
  );

/**
 * Returns `shown` with host paths below `folder` as they are typed in that folder. A path after a colon is one in an image or a
 * container (`web:/app/x`), and stays. The folder itself becomes `own`, and stays where that is left out.
 */
export function shortenPaths(shown: string, folder: string, own = folder): string {
  if (folder.length < 2) return shown;
  const escaped = folder.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const place = new RegExp(`(?<![^\\s"'(])${escaped}(?:([/\\\\])(?=[^\\s])|(?![^\\s"'),:;]))`, 'g');
  return shown.replace(place, (_whole, separator: string | undefined) => (separator === undefined ? own : ''));
}

/** How the parts of a report are shortened. */
export interface Shortener {
  /** A sentence that stands alone: the answer, a notice, the title of a remedy. The reader's folder keeps its name in it. */
  readonly sentence: (shown: string) => string;
  readonly fact: (shown: string) => string;
  /** Where a fact was read. Times stay as they are found there. */
  readonly source: (shown: string) => string;
}

/**
 * Returns how a report is shortened for a reader who is in `folder`. Paths are left alone where one of the host could be taken for one
 * in the container, and where there is no folder.
 */
export function shortenerFor({ comparable }: Report, folder: string | undefined): Shortener {
  const isAmbiguous = folder === undefined || comparable?.containerPath.startsWith(`${folder}/`);
  const inFolder = (shown: string, own?: string): string =>
    shortenHashes(isAmbiguous ? shown : shortenPaths(shown, folder, own));
  return {
    sentence: (shown) => shortenTimes(inFolder(shown)),
    fact: (shown) => shortenTimes(inFolder(shown, '.')),
    source: (shown) => inFolder(shown, '.'),
  };
}
