import type { Range } from '../range.ts';

/** A word of an instruction as written (quotes kept in `raw`), and with quotes and escapes taken off (`value`). */
export interface Word {
  readonly raw: string;
  readonly value: string;
  readonly range: Range;
}

/** `--name=value`; `value` is null when no `=` was written. */
export interface Flag {
  readonly name: string;
  readonly value: string | null;
  readonly range: Range;
}

/** A heredoc of an instruction: its delimiter, and its lines without the line that ends it. */
export interface Heredoc {
  readonly name: string;
  readonly content: string;
  readonly range: Range;
}

/**
 * One instruction. `keyword` is upper case. `words` are the arguments without flags; for the JSON (exec) form they are the
 * strings of the array and `isExecForm` is true. `text` is the whole instruction on one line: continuations joined, comments
 * inside dropped, heredoc bodies left out. An ONBUILD instruction has the triggered one in `trigger`.
 */
export interface Instruction {
  readonly keyword: string;
  readonly keywordRange: Range;
  readonly range: Range;
  readonly flags: readonly Flag[];
  readonly words: readonly Word[];
  readonly isExecForm: boolean;
  readonly heredocs: readonly Heredoc[];
  readonly text: string;
  readonly trigger: Instruction | null;
}

/** From one FROM to the next. `base` is the image or stage as written, variables not replaced; `instructions` excludes FROM. */
export interface Stage {
  readonly index: number;
  readonly name: string | null;
  readonly base: string;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
  readonly range: Range;
}

/** A parser directive at the top of the file: `# syntax=`, `# escape=`, `# check=`. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** A comment line that is no directive; `text` is what follows the `#`, trimmed. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

/**
 * A Dockerfile. Parsing never fails: what could not be understood is simply not in `stages`.
 * `globals` are the ARG instructions before the first FROM.
 */
export interface Dockerfile {
  readonly text: string;
  readonly escape: string;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}
