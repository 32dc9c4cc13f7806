import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
import type { Snapshot } from '../../../client/src/diagnosis/evidence.ts';
import type { BaseInRegistry } from '../../../client/src/diagnosis/evidence/registry.ts';
import { readSnapshot } from '../../../client/src/diagnosis/snapshot-file.ts';

const recorded = new URL('../../scenarios/base-image-stale/snapshot.engine-28-classic.json', import.meta.url);

/** The recorded question, with other things said of the base. */
function snapshotWith(changes: Partial<BaseInRegistry>, others: Partial<Snapshot['evidence']> = {}): Snapshot {
  const read = readSnapshot(readFileSync(recorded, 'utf8'));
  const snapshot = 'snapshots' in read ? read.snapshots[0] : undefined;
  const base = snapshot?.evidence.baseInRegistry;
  if (!snapshot || base?.is !== 'known') throw new Error('the recording says nothing of the base');
  const baseInRegistry = { ...base, value: { ...base.value, ...changes } };
  return { ...snapshot, evidence: { ...snapshot.evidence, baseInRegistry, ...others } };
}

it('an old copy of the base is the verdict where no file differs', () => {
  expect(diagnose(snapshotWith({})).verdict?.cause).toBe('base-image-stale');
});

it('an old copy of the base stands beside the answer where a file differs', () => {
  const value = { compared: 2, different: ['src/server.js'], missing: [], isComplete: true };
  const report = diagnose(snapshotWith({}, { differences: { is: 'known', value, from: 'sha256sum' } }));
  expect(report.verdict?.cause).not.toBe('base-image-stale');
  expect(report.also).toContainEqual(expect.objectContaining({ cause: 'base-image-stale' }));
});

it.each<[string, Partial<BaseInRegistry>]>([
  ['the registry does not know the name', { digest: null }],
  ['the base was built here', { isLocalKnown: false }],
  ['the image was made of another base', { isBegunWith: false }],
])('nothing is said of the base where %s', (_title, changes) => {
  const { verdict, also } = diagnose(snapshotWith(changes));
  expect(verdict).toBeNull();
  expect(also).not.toContainEqual(expect.objectContaining({ cause: 'base-image-stale' }));
});
