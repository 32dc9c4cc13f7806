import type { SourceLine } from '../../../core/src/compose/source-line.ts';
import type { FileLine } from '../diagnosis/evidence.ts';

/** Returns the line of a file on which a range of it begins, counted from one. */
export const lineOf = ({ file, range }: SourceLine): FileLine => ({ file, line: range.start.line + 1 });
