import { describe, expect, test } from 'vitest';
import { artefactInVolume } from '../../../client/src/diagnosis/artefact-in-volume.ts';
import type { Evidence, EvidenceKey } from '../../../client/src/diagnosis/evidence.ts';
import { isNewerInTag, isOtherInTag, judgedArtefact } from '../../../client/src/diagnosis/stale-artefact.ts';

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
  readonly taggedMs?: number;
  readonly wasBuiltSince?: boolean;
  readonly kind?: string;
}

function evidenceOf({
  linesHeld = 0,
  linesInImage = 3,
  madeMs = 1_000_000,
  taggedMs = 1_009_000,
  wasBuiltSince = false,
  kind,
}: Given) {
  const volume = kind === undefined ? {} : { volume: { name: 'output', destination: '/srv/dist', kind } };
  const artefact = {
    path: '/srv/dist/app.js',
    madeBy: { at: { file: 'Dockerfile', line: 4 }, instruction: 'RUN npm …' },
    isVerbatim: false,
    inContainer: { sha256: 'old', modifiedMs: madeMs, overlap: overlapOf(linesHeld) },
    inTaggedImage: { sha256: 'new', modifiedMs: taggedMs, overlap: overlapOf(linesInImage) },
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
    const byTime = evidenceOf({ linesInImage: 0, madeMs: 990_000, kind: 'named-volume' });
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

describe('another result in the image that the tag names', () => {
  const compared = (given: Given) => {
    const { maybe } = evidenceOf({ linesInImage: 0, ...given });
    const [artefact] = maybe('artefacts')?.made ?? [];
    const file = maybe('fileOnHost');
    if (!artefact || !file) throw new Error('the evidence has an artefact and a file');
    return { isNewer: isNewerInTag(artefact, file), isOther: isOtherInTag(artefact, file) };
  };

  test('is newer where it was made after the edit and the container’s was not', () => {
    expect(compared({ madeMs: 990_000 })).toEqual({ isNewer: true, isOther: true });
  });

  test('is another one, not a newer, where the build took an older result', () => {
    expect(compared({ madeMs: 990_000, taggedMs: 980_000 })).toEqual({ isNewer: false, isOther: true });
  });

  test('tells nothing where the container’s was made after the edit, too: compilers write the time into it', () => {
    expect(compared({ madeMs: 1_005_000 })).toEqual({ isNewer: false, isOther: false });
  });

  test('tells nothing where it lacks the change', () => {
    expect(compared({ madeMs: 990_000, linesInImage: 2 })).toEqual({ isNewer: false, isOther: false });
  });
});
