import { defineMessages, type Text } from '../text.ts';
import type { SourceLine } from './source-line.ts';

/** Why something could not be read as Compose would read it. */
export type ComposeProblemId =
  | 'unreadable-file'
  | 'syntax'
  | 'unset-variable'
  | 'required-variable'
  | 'bad-expression'
  | 'missing-service'
  | 'endless-reference'
  | 'remote-file'
  | 'too-many-files'
  | 'unknown-home'
  | 'bad-volume';

/** Something that could not be read as Compose would read it; `line` is zero-based. */
export interface ComposeProblem {
  readonly id: ComposeProblemId;
  readonly text: Text;
  readonly file: string;
  readonly line: number;
}

/** The sentences about Compose files. */
export const composeMessages = defineMessages({
  'unreadable-file': 'The file {file} cannot be read',
  syntax: 'Not readable as YAML: {error}',
  'unset-variable': 'The variable {name} is not set here and counts as empty',
  'required-variable': 'The variable {name} has to be set, and is not',
  'bad-expression': 'Compose does not understand the variables in this value',
  'missing-service': 'The service {service}, which this one extends, is not in {file}',
  'endless-reference': 'This refers to itself, or leads too far: {name}',
  'remote-file': 'The remote file {address} is not read here',
  'too-many-files': 'Files of this project refer to files more than {count} times, the rest was not read',
  'unknown-home': 'The home folder behind {path} is not known',
  'bad-volume': 'Compose does not understand this volume',
}) satisfies { readonly sentences: Readonly<Record<ComposeProblemId, string>> };

/** Where problems are put; a problem that is met twice (an anchor used in two places) is kept once. */
export interface ProblemList {
  readonly all: readonly ComposeProblem[];
  add(id: ComposeProblemId, text: Text, at: SourceLine): void;
}

const MAX_PROBLEMS = 200;

/** Returns an empty list of problems; it stops growing at a length no one reads to the end. */
export function createProblemList(): ProblemList {
  const all: ComposeProblem[] = [];
  const known = new Set<string>();
  return {
    all,
    add(id, text, { file, range }) {
      const { line } = range.start;
      const key = JSON.stringify([id, file, line, text]);
      if (known.has(key) || all.length >= MAX_PROBLEMS) return;
      known.add(key);
      all.push({ id, text, file, line });
    },
  };
}
