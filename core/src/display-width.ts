/** Scripts and symbols that take two columns of a terminal (https://www.unicode.org/reports/tr11/, the wide and full-width ones). */
const wide =
  /[\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]|(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}]|\p{Emoji_Presentation}|\ufe0f/u;

const takesNoColumn = /^[\p{Mark}\p{Cf}]*$/u;

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Returns how many columns of a terminal `shown` takes. What a reader takes for one character counts once, joined emoji included. */
export function displayWidth(shown: string): number {
  let width = 0;
  for (const { segment } of characters.segment(shown)) width += widthOf(segment);
  return width;
}

/** Returns `shown` with blanks after it, so that it takes at least `columns` columns of a terminal. */
export const padToWidth = (shown: string, columns: number): string =>
  shown + ' '.repeat(Math.max(0, columns - displayWidth(shown)));

function widthOf(character: string): number {
  if (takesNoColumn.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
