import { defineMessages, type Text } from '../../../../core/src/text.ts';
import type { Differences } from '../evidence/differences.ts';

export const messages = defineMessages({
  heading: 'Files that differ',
  summary: '{count} of {compared} files that were compared',
  summaryOfMore: '{count} of {compared} files that were compared; not all could be',
  missing: '{path} is not in the container',
});

/** A file that differs; `isMissing` when the container does not have it at all. */
export interface DifferingFile {
  readonly path: string;
  readonly isMissing: boolean;
}

/** Returns the files that differ in the order of their paths; an empty list where no folder was asked about. */
export function filesOf(differences: Differences | null): readonly DifferingFile[] {
  const { different = [], missing = [] } = differences ?? {};
  const files = [
    ...different.map((path) => ({ path, isMissing: false })),
    ...missing.map((path) => ({ path, isMissing: true })),
  ];
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Returns how many files differ, of how many. */
export function summaryOf({ compared, different, missing, isComplete }: Differences): Text {
  const values = { count: different.length + missing.length, compared };
  return isComplete ? messages('summary', values) : messages('summaryOfMore', values);
}
