import { expect, test } from 'vitest';
import { diagnose } from '../../client/src/diagnosis/diagnose.ts';
import type { EvidenceKey, Snapshot } from '../../client/src/diagnosis/evidence.ts';
import { readSnapshot } from '../../client/src/diagnosis/snapshot-file.ts';
import { loadScenarios, recordingsOf } from '../support/scenarios.ts';

// An engine may fail at any question. What it did not tell must not make another cause sure than the one that is right.
const scenarios = await loadScenarios();

/** What no failing engine leaves out of a report: the question itself, and the container with all that was read along with it. */
const neverMissing: readonly EvidenceKey[] = [
  'editor',
  'fileInGit',
  'commit',
  'container',
  'containerPath',
  'mount',
  'siblings',
];

/** Below a file that was written in an old container the newer image is as good an answer, and one recreate serves for both. */
const asGood = { 'changed-in-writable-layer': 'container-runs-old-image' } as const;

for (const { id } of scenarios) {
  const [recording] = recordingsOf(id);
  if (!recording) continue;
  test(`${id}: whatever is missing, no other cause is sure`, () => {
    const read = readSnapshot(recording.written);
    expect('problem' in read ? [read.problem.english] : read.snapshots.flatMap(falselySure)).toEqual([]);
  });
}

/** The causes that are sure of their verdict only because one piece of evidence is missing, as `key: cause`. */
function falselySure(snapshot: Snapshot): readonly string[] {
  const right = diagnose(snapshot).verdict?.cause ?? null;
  const keys = Object.keys(snapshot.evidence) as EvidenceKey[];
  return keys
    .filter((key) => snapshot.evidence[key]?.is === 'known' && !neverMissing.includes(key))
    .flatMap((key) => {
      const failed = { is: 'missing', why: { english: 'The engine failed', values: {} } } as const;
      const { verdict } = diagnose({ ...snapshot, evidence: { ...snapshot.evidence, [key]: failed } });
      const isRight = !verdict || verdict.cause === right || verdict.certainty !== 'confirmed';
      return isRight || asGood[right as keyof typeof asGood] === verdict.cause ? [] : [`${key}: ${verdict.cause}`];
    });
}
