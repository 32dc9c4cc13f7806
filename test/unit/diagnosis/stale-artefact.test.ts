import { describe, expect, test } from 'vitest';
import { artefactInVolume } from '../../../client/src/diagnosis/artefact-in-volume.ts';
import type { Evidence, EvidenceKey } from '../../../client/src/diagnosis/evidence.ts';
import { judgedArtefact } from '../../../client/src/diagnosis/stale-artefact.ts';

const editedMs = 1_000_500;

/** Two of three lines are in what was made, as of an edited file, or none, as of a compiled one. */
const overlapOf = (linesHeld: number) => ({
  isWhole: false,
  lines: 3,
  linesHeld,
  literals: 0,
  literalsHeld: 0,
  missingLine: linesHeld === 2 ? 1 : null,
});

interface Given {
  readonly linesHeld?: number;
  readonly linesInImage?: number;
  readonly madeMs?: number;
  readonly wasBuiltSince?: boolean;
  readonly kind?: string;
}

function evidenceOf({ linesHeld = 0, linesInImage = 3, madeMs = 1_000_000, wasBuiltSince = false, kind }: Given) {
  const volume = kind === undefined ? {} : { volume: { name: 'output', destination: '/srv/dist', kind } };
  const artefact = {
    path: '/srv/dist/app.js',
    madeBy: { at: { file: 'Dockerfile', line: 4 }, instruction: 'RUN npm …' },
    isVerbatim: false,
    inContainer: { sha256: 'old', modifiedMs: madeMs, overlap: overlapOf(linesHeld) },
    inTaggedImage: { sha256: 'new', modifiedMs: madeMs + 9000, overlap: overlapOf(linesInImage) },
    ...volume,
  };
  const known = {
    fileOnHost: { modifiedMs: editedMs },
    artefacts: { made: [artefact], wasBuiltSince },
  } as unknown as Evidence;
  return { maybe: <K extends EvidenceKey>(key: K) => known[key] ?? null, from: (key: EvidenceKey) => key };
}

describe('what was made in the second of the edit', () => {
  test('is older where no build ran since', () => {
    expect(judgedArtefact(evidenceOf({ wasBuiltSince: false }))?.state).toBe('older');
  });

  test('may be younger where one did', () => {
    expect(judgedArtefact(evidenceOf({ wasBuiltSince: true }))?.state).toBe('unknown');
  });
});

describe('a volume over what the build makes', () => {
  test('keeps the old one where the image has the new one, which content makes sure', () => {
    const kept = artefactInVolume(evidenceOf({ linesHeld: 2, kind: 'named-volume' }), 'named-volume');
    expect(kept).toMatchObject({ path: '/srv/dist/app.js', isSure: true });
  });

  test('is likely where only times tell', () => {
    const byTime = evidenceOf({ linesInImage: 0, kind: 'named-volume' });
    expect(artefactInVolume(byTime, 'named-volume')).toMatchObject({ isSure: false });
  });

  test('keeps nothing from the container when it is of another kind, has the change, or the image is as old', () => {
    expect(artefactInVolume(evidenceOf({ linesHeld: 2, kind: 'anonymous-volume' }), 'named-volume')).toBeNull();
    expect(artefactInVolume(evidenceOf({ linesHeld: 2 }), 'named-volume')).toBeNull();
    expect(artefactInVolume(evidenceOf({ linesHeld: 3, kind: 'named-volume' }), 'named-volume')).toBeNull();
    const oldImage = evidenceOf({ linesHeld: 2, linesInImage: 2, kind: 'named-volume' });
    expect(artefactInVolume(oldImage, 'named-volume')).toBeNull();
  });
});
