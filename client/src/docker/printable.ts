/** More than this of a stranger's words helps nobody, and a hostile one could fill the screen. */
const LONGEST = 300;

/** C0 and C1 controls, and the characters that reorder or hide text: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Returns a stranger's words (an engine's error, a host, a program's stderr) fit for one line of a terminal or a view:
 * white space becomes single blanks, other unprintable characters are written as `\u{…}`, and it ends after 300 characters.
 */
export function printable(words: string): string {
  const line = words
    .slice(0, LONGEST * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(UNPRINTABLE, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
