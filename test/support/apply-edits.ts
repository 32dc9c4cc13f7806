import { lineIndexOf } from '../../core/src/line-index.ts';
import type { TextEdit } from '../../core/src/range.ts';

/** Returns a text with edits applied as LSP says: all positions are those of the text before; at one place, in their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const index = lineIndexOf(text);
  const places = edits.map(({ range, newText }, order) => ({
    start: index.offsetAt(range.start),
    end: index.offsetAt(range.end),
    newText,
    order,
  }));
  const backwards = places.sort((a, b) => b.start - a.start || b.order - a.order);
  let result = text;
  let limit = Infinity;
  for (const { start, end, newText } of backwards) {
    if (end > limit) throw new Error('The edits overlap');
    limit = start;
    result = result.slice(0, start) + newText + result.slice(end);
  }
  return result;
}
