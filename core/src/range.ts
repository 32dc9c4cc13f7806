/** A place in a document: line and character, both zero-based; characters are UTF-16 code units, as in LSP. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open stretch of a document: `end` is the first place that no longer belongs to it. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Replaces the text of `range`; an empty range inserts, an empty `newText` deletes. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Returns the range between two places on one line. */
export const rangeOnLine = (line: number, start: number, end: number): Range => ({
  start: { line, character: start },
  end: { line, character: end },
});

/** Returns whether `position` lies in `range`; the end counts as inside, as it does for a cursor. */
export const contains = (range: Range, position: Position): boolean =>
  comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;

/** Returns a negative number when `a` stands before `b`, zero when they are the same place, else a positive number. */
export const comparePositions = (a: Position, b: Position): number => a.line - b.line || a.character - b.character;
