import type { Position, Range } from './range.ts';

/** Translates between offsets (UTF-16 code units from the start) and positions of one document. */
export interface LineIndex {
  /** Returns the position of an offset; an offset outside the document gives its nearest end. */
  readonly positionAt: (offset: number) => Position;
  /** Returns the offset of a position; a character past the end of its line gives the end of that line. */
  readonly offsetAt: (position: Position) => number;
  /** Returns the range between two offsets. */
  readonly rangeOf: (start: number, end: number) => Range;
}

/** Returns the line index of a text. Lines end with `\n`, `\r\n` or `\r`, as in LSP. */
export function lineIndexOf(text: string): LineIndex {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);

  const positionAt = (offset: number): Position => {
    const within = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: within - (starts[low] ?? 0) };
  };

  const offsetAt = ({ line, character }: Position): number => {
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : text.length;
    const next = starts[line + 1] ?? text.length;
    return Math.max(start, Math.min(start + character, next));
  };

  return { positionAt, offsetAt, rangeOf: (start, end) => ({ start: positionAt(start), end: positionAt(end) }) };
}
