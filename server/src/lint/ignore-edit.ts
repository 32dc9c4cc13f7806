import type { Dockerfile, Instruction } from '../../../core/src/dockerfile/model.ts';
import { comparePositions, rangeOnLine, type Range, type TextEdit } from '../../../core/src/range.ts';

/**
 * Returns the edit that silences a rule for the instruction at a range: a comment above it, or one more id in the comment of
 * ours that stands there already.
 */
export function ignoreEdit(dockerfile: Dockerfile, rule: string, range: Range): TextEdit {
  const line = instructionAt(dockerfile, range)?.range.start.line ?? range.start.line;
  const lines = dockerfile.text.split(/\r\n|\n|\r/);
  const above = lines[line - 1] ?? '';
  if (/^\s*#\s*unstale\s+ignore=[\w,-]+\s*$/.test(above)) {
    const end = above.trimEnd().length;
    return { range: rangeOnLine(line - 1, end, end), newText: `,${rule}` };
  }
  const indent = /^[ \t]*/.exec(lines[line] ?? '')?.[0] ?? '';
  const lineBreak = dockerfile.text.includes('\r\n') ? '\r\n' : '\n';
  return { range: rangeOnLine(line, 0, 0), newText: `${indent}# unstale ignore=${rule}${lineBreak}` };
}

/** Returns the instruction that holds the beginning of a range. */
function instructionAt(dockerfile: Dockerfile, { start }: Range): Instruction | undefined {
  const instructions = [
    ...dockerfile.globals,
    ...dockerfile.stages.flatMap((stage) => [stage.from, ...stage.instructions]),
  ];
  return instructions.find(
    ({ range }) => comparePositions(range.start, start) <= 0 && comparePositions(start, range.end) <= 0,
  );
}
