import { forJson } from '../../../core/src/escape.ts';
import { defineMessages, type Text } from '../../../core/src/text.ts';
import type { Snapshot } from './evidence.ts';
import { snapshotShape } from './snapshot-shape.ts';

export const messages = defineMessages({
  notJson: 'The snapshot is not JSON: {error}',
  notSnapshots: 'This is not a snapshot file: it has to hold a list of snapshots',
  otherVersion: 'The snapshot was saved in version {found} of the format, and this Unstale reads version {known}',
  misfit: 'The snapshot is damaged: {path} is not what it has to be',
});

/** The version of the format that is written and read. It changes when an older reader would misread a newer file. */
const schema = 1;

/** The snapshots of a file, or one sentence that says why there are none. */
export type SnapshotFile = { readonly snapshots: readonly Snapshot[] } | { readonly problem: Text };

/** Returns the text of a snapshot file: a JSON array with one snapshot for each container that was asked about. */
export const writeSnapshot = (snapshots: readonly Snapshot[]): string => `${forJson(snapshots)}\n`;

/**
 * Returns the snapshots in the text of a snapshot file. Everything that `diagnose` reads is checked, so that a file from a
 * stranger can be replayed; what is not known to this version is left as it is.
 */
export function readSnapshot(content: string): SnapshotFile {
  const parsed = parse(content);
  if ('problem' in parsed) return parsed;
  const { value } = parsed;
  if (!Array.isArray(value) || value.length === 0) return { problem: messages('notSnapshots') };
  for (const [index, candidate] of value.entries()) {
    const problem = problemOf(candidate, index);
    if (problem) return { problem };
  }
  return { snapshots: value as Snapshot[] };
}

function parse(content: string): { readonly value: unknown } | { readonly problem: Text } {
  try {
    return { value: JSON.parse(content.replace(/^\ufeff/, '')) as unknown };
  } catch (error) {
    return { problem: messages('notJson', { error: error instanceof Error ? error.message : String(error) }) };
  }
}

function problemOf(candidate: unknown, index: number): Text | null {
  const found =
    typeof candidate === 'object' && candidate !== null && 'schema' in candidate ? candidate.schema : undefined;
  if (typeof found !== 'number') return messages('notSnapshots');
  if (found !== schema) return messages('otherVersion', { found, known: schema });
  const path = snapshotShape(candidate, `[${index}]`);
  return path === null ? null : messages('misfit', { path });
}
