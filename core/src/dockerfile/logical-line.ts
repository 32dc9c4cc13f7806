/** An instruction on one line: continuations joined, comments and empty lines inside them dropped. */
export interface LogicalLine {
  readonly text: string;
  /** Returns the offset in the document of a character of `text`; for the end of `text` the offset behind its last character. */
  readonly offsetAt: (index: number) => number;
  /** The offset in the document at which the last physical line ends, its line break excluded. */
  readonly end: number;
}

interface Piece {
  readonly at: number;
  readonly offset: number;
}

/**
 * Joins the physical lines that begin at `start` as BuildKit's parser does: a line goes on when its last character but blanks is
 * the escape character; comment lines and empty lines within are skipped, and do not end the instruction.
 * https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
export function joinLines(document: string, start: number, limit: number, escape: string): LogicalLine {
  const pieces: Piece[] = [];
  let text = '';
  let offset = start;
  let end = start;
  while (offset <= limit) {
    const lineEnd = endOfLine(document, offset, limit);
    const line = document.slice(offset, lineEnd);
    const isSkipped = pieces.length > 0 && /^\s*(#|$)/.test(line);
    const continues = isSkipped || continuationAt(line, escape) >= 0;
    if (!isSkipped) {
      pieces.push({ at: text.length, offset });
      text += continues ? line.slice(0, continuationAt(line, escape)) : line;
      end = lineEnd;
    }
    if (!continues || lineEnd >= limit) break;
    offset = lineEnd + (document.startsWith('\r\n', lineEnd) ? 2 : 1);
  }
  return { text, end, offsetAt: (index) => offsetIn(pieces, index) };
}

/** Returns the offset of the line break that ends the line around `offset`, or `limit`. */
export function endOfLine(document: string, offset: number, limit: number): number {
  for (let index = offset; index < limit; index++) {
    const character = document[index];
    if (character === '\n' || character === '\r') return index;
  }
  return limit;
}

function continuationAt(line: string, escape: string): number {
  const trimmed = line.replace(/[ \t]+$/, '');
  return trimmed.endsWith(escape) ? trimmed.length - 1 : -1;
}

function offsetIn(pieces: readonly Piece[], index: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece ? piece.offset + index - piece.at : 0;
}
