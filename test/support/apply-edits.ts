import type { Position, TextEdit } from '../../core/src/range.ts';
import { comparePositions } from '../../core/src/range.ts';

/** Returns the text with the edits applied, as an editor applies them: all ranges are those of the text before. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const starts = lines.map((_, line) => lines.slice(0, line).reduce((sum, before) => sum + before.length + 1, 0));
  const offsetOf = ({ line, character }: Position): number => (starts[line] ?? text.length) + character;
  const lastFirst = [...edits].sort((a, b) => comparePositions(b.range.start, a.range.start));
  return lastFirst.reduce(
    (whole, { range, newText }) => whole.slice(0, offsetOf(range.start)) + newText + whole.slice(offsetOf(range.end)),
    text,
  );
}
