import { makeVisible } from '../../../core/src/escape.ts';

/** More than this of a stranger's words helps nobody, and a hostile one could fill the screen. */
const LONGEST = 300;

/**
 * Returns a stranger's words (an engine's error, a host, a program's stderr) fit for one line: white space becomes single
 * blanks, characters that act or hide are shown as their escapes, and it ends after 300 characters.
 */
export function printable(words: string): string {
  const line = makeVisible(
    words
      .slice(0, LONGEST * 4)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
