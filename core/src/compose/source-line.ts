import type { Range } from '../range.ts';

/** A place in a file: its absolute path, and where in it. */
export interface SourceLine {
  readonly file: string;
  readonly range: Range;
}

/** A value and where it was written: with several files, in the one that won. */
export interface Located<T> {
  readonly value: T;
  readonly at: SourceLine;
}
