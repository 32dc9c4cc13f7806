import type { Instruction } from '../../../core/src/dockerfile/model.ts';
import { lineIndexOf } from '../../../core/src/line-index.ts';
import type { TextEdit } from '../../../core/src/range.ts';
import type { PlacedCommand } from '../../../core/src/shell/commands-of-run.ts';

/** Two neighbouring commands of a RUN, joined by `&&`, between which it is cut in two. */
export interface Split {
  readonly from: PlacedCommand;
  readonly to: PlacedCommand;
  /** What the second part has to do again before it goes on, such as `cd frontend`. */
  readonly setUp: readonly string[];
}

/** Edits of whole instructions, collected in `all`. Text that is not concerned keeps its comments and continuations. */
export interface InstructionEdits {
  readonly all: readonly TextEdit[];
  /** Replaces an instruction and the comments right above it by `lines`; returns what stood there, without a final line break. */
  take(instruction: Instruction, lines: readonly string[]): string;
  /** Puts blocks of text behind a RUN, or between its two parts, of which the second becomes a RUN with the same flags. */
  putBehind(run: Instruction, split: Split | null, blocks: readonly string[]): void;
  /** Puts a RUN of `command`, with the same flags, and then blocks of text before a RUN and the comments right above it. */
  putBefore(run: Instruction, command: string, blocks: readonly string[]): void;
}

/** Returns an empty collection of edits of a document. */
export function instructionEdits(text: string): InstructionEdits {
  const all: TextEdit[] = [];
  const index = lineIndexOf(text);
  const lines = text.split(/\r\n|\n|\r/);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const replace = (start: number, end: number, newText: string): void => {
    all.push({ range: index.rangeOf(start, end), newText });
  };
  const startOf = ({ range }: Instruction): number => {
    let { line } = range.start;
    while (line > 0 && isComment(lines[line - 1] ?? '')) line--;
    return index.offsetAt({ line, character: 0 });
  };
  const flagsOf = ({ flags }: Instruction): string =>
    flags.map(({ range }) => `${text.slice(index.offsetAt(range.start), index.offsetAt(range.end))} `).join('');

  return {
    all,
    take: (instruction, replacement) => {
      const start = startOf(instruction);
      const end = index.offsetAt(instruction.range.end);
      const lineEnd = /^[ \t]*(\r\n|\n|\r)?/.exec(text.slice(end))?.[0].length ?? 0;
      replace(start, end + lineEnd, replacement.map((line) => line + lineBreak).join(''));
      return text.slice(start, end);
    },
    putBehind: (run, split, blocks) => {
      const block = blocks.map((one) => lineBreak + one).join('');
      const start = index.offsetAt(split ? split.from.range.end : run.range.end);
      const end = split ? index.offsetAt(split.to.range.start) : start;
      const again = (split?.setUp ?? []).map((command) => `${command} && `).join('');
      replace(start, end, split ? `${block}${lineBreak}RUN ${flagsOf(run)}${again}` : block);
    },
    putBefore: (run, command, blocks) => {
      const block = [`RUN ${flagsOf(run)}${command}`, ...blocks].map((line) => line + lineBreak).join('');
      replace(startOf(run), startOf(run), block);
    },
  };
}

/** A directive stays at the top of the file, whatever moves. */
const isComment = (line: string): boolean => /^\s*#/.test(line) && !/^#\s*(syntax|escape|check)\s*=/i.test(line);
