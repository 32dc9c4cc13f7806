import { describe, expect, test } from 'vitest';
import { plain, text } from '../../../core/src/text.ts';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
import type { RegisteredCause } from '../../../client/src/diagnosis/define-cause.ts';
import type { EvidenceKey, FileSeen } from '../../../client/src/diagnosis/evidence.ts';
import type { Certainty, Hop } from '../../../client/src/diagnosis/report/report.ts';
import {
  buildSnapshot,
  editedSha256,
  healthySnapshot,
  known,
  missing,
  notAsked,
  oldSha256,
  seenFile,
  staleSnapshot,
} from '../../support/build-snapshot.ts';

const path = '/app/src/server.js';

/** A cause that says the same of every snapshot. */
const speaking = (id: string, hop: Hop, is: Certainty, outranks: readonly string[] = []): RegisteredCause => ({
  id,
  hop,
  title: id,
  why: id,
  needs: ['container'],
  outranks,
  messages: {},
  judge: () => ({ is, answer: text(id), facts: [{ text: text(id), from: 'test' }], remedies: [] }),
});
const verdictOf = (...among: RegisteredCause[]) => diagnose(staleSnapshot(), among).verdict?.cause ?? null;

describe('one verdict is chosen', () => {
  test('by certainty before place', () => {
    expect(verdictOf(speaking('a', 'image', 'confirmed'), speaking('b', 'process', 'likely'))).toBe('a');
  });

  test('by the last hop among equally certain ones, in whatever order they were asked', () => {
    const image = speaking('a', 'image', 'confirmed');
    const mount = speaking('b', 'mount', 'confirmed');
    expect([verdictOf(image, mount), verdictOf(mount, image)]).toEqual(['b', 'b']);
  });

  test('of one hop, as the one that hides the change later, in whatever order they were asked', () => {
    const first = speaking('a', 'container', 'confirmed');
    const second = { ...speaking('b', 'container', 'confirmed'), follows: ['a'] };
    expect([verdictOf(first, second), verdictOf(second, first)]).toEqual(['b', 'b']);
    const report = diagnose(staleSnapshot(), [first, second]);
    expect(report.also.map(({ cause }) => cause)).toContain('a');
  });

  test('as an unsaved document before everything else', () => {
    expect(verdictOf(speaking('a', 'process', 'confirmed'), speaking('b', 'editor', 'confirmed'))).toBe('b');
  });

  test('as the one that explains another better, whatever the other’s place', () => {
    const report = diagnose(staleSnapshot(), [
      speaking('a', 'image', 'confirmed', ['b']),
      speaking('b', 'mount', 'confirmed'),
    ]);
    expect(report.verdict?.cause).toBe('a');
    expect(report.also.filter(({ cause }) => cause !== null)).toEqual([]);
  });

  test('and never as what is merely possible, which is said beside it', () => {
    const report = diagnose(staleSnapshot(), [speaking('a', 'image', 'possible')]);
    expect([report.verdict, report.outcome]).toEqual([null, 'unknown']);
    expect(report.also.map(({ cause }) => cause)).toContain('a');
  });
});

describe('without a verdict it is said', () => {
  const answerTo = (evidence: Parameters<typeof buildSnapshot>[1], seen: FileSeen) => {
    const fileInContainer = known(seen, 'docker cp');
    return plain(diagnose(buildSnapshot(oldSha256, { ...evidence, fileInContainer }), []).answer);
  };
  const { plan } = staleSnapshot().evidence;
  const step = { at: { file: 'Dockerfile', line: 1 }, instruction: 'COPY . .', stage: 'build', containerPath: '' };

  test('that the file is not where it would be', () => {
    expect(answerTo({}, { kind: 'absent', path })).toContain(path);
    expect(answerTo({}, seenFile(path, oldSha256))).not.toContain(path);
  });

  test('that only what is made of it could tell, where a stage alone takes it', () => {
    if (plan?.is !== 'known') throw new Error('no plan');
    const ofStage = known({ ...plan.value, copies: [], onlyInStages: [step] }, 'Dockerfile');
    expect(answerTo({ plan: ofStage }, { kind: 'absent', path })).toContain('server.js');
    expect(answerTo({ plan: ofStage }, { kind: 'absent', path })).not.toContain(path);
  });
});

describe('a verdict that a better cause might explain', () => {
  const plainer = speaking('b', 'image', 'confirmed');
  const better = (needs: EvidenceKey[]): RegisteredCause => ({ ...speaking('a', 'image', 'confirmed', ['b']), needs });
  const verdictWith = (evidence: Parameters<typeof buildSnapshot>[1]) =>
    diagnose(buildSnapshot(oldSha256, evidence), [plainer, better(['container', 'swarm'])]).verdict;

  test('is likely at most while that one could not be judged', () => {
    expect(verdictWith({ swarm: missing('The engine did not answer') })).toMatchObject({
      cause: 'b',
      certainty: 'likely',
    });
  });

  test('is sure where that one has no meaning', () => {
    expect(verdictWith({ swarm: notAsked('No service') })).toMatchObject({ cause: 'b', certainty: 'confirmed' });
    expect(verdictWith({})).toMatchObject({ cause: 'b', certainty: 'confirmed' });
  });
});

describe('a cause that cannot be judged is undecided', () => {
  test('with its error, when it crashes, and the others are heard all the same', () => {
    const crashing: RegisteredCause = {
      ...speaking('a', 'mount', 'confirmed'),
      judge: () => {
        throw new TypeError('no such thing');
      },
    };
    const report = diagnose(staleSnapshot(), [crashing, speaking('b', 'image', 'confirmed')]);
    expect(report.verdict?.cause).toBe('b');
    expect(report.unknown.map(({ cause, missing: [first] }) => [cause, first && plain(first.why)])).toEqual([
      ['a', 'The check failed: no such thing'],
    ]);
  });

  test('with what was missing, without being asked', () => {
    const never: RegisteredCause = {
      ...speaking('a', 'mount', 'confirmed'),
      needs: ['volume'],
      judge: () => {
        throw new Error('it was asked');
      },
    };
    const report = diagnose(buildSnapshot(oldSha256, { volume: missing('No answer') }), [never]);
    expect(report.unknown).toEqual([{ cause: 'a', missing: [{ evidence: 'volume', why: text('No answer') }] }]);
  });

  test('but not when what it needs has no meaning here', () => {
    expect(diagnose(staleSnapshot(), [{ ...speaking('a', 'mount', 'confirmed'), needs: ['volume'] }]).unknown).toEqual(
      [],
    );
  });
});

describe('the change is said to be there only with proof', () => {
  test('which equal content is', () => {
    expect(diagnose(healthySnapshot()).outcome).toBe('change-is-present');
  });

  test.each<[string, Parameters<typeof buildSnapshot>[1]]>([
    ['the file in the container was not read', { fileInContainer: missing('No answer') }],
    ['the container has other content', { fileInContainer: known(seenFile(path, oldSha256), 'docker cp') }],
    ['the container has no such file', { fileInContainer: known({ kind: 'absent', path }, 'docker cp') }],
    ['the container has a folder there', { fileInContainer: known({ kind: 'directory', path }, 'docker cp') }],
    ['the file on disk was not read', { fileOnHost: missing('No permission') }],
    ['no process could be asked about the mount', { fileInProcess: missing('No program') }],
    [
      'a process sees other content',
      { fileInProcess: known({ seen: seenFile(path, oldSha256), mountRoot: null }, 'docker exec') },
    ],
    [
      'other files differ',
      { differences: known({ compared: 2, different: ['a'], missing: [], isComplete: true }, 'sha256sum') },
    ],
    [
      'other files are missing',
      { differences: known({ compared: 2, different: [], missing: ['a'], isComplete: true }, 'sha256sum') },
    ],
    [
      'not all could be compared',
      { differences: known({ compared: 2, different: [], missing: [], isComplete: false }, 'sha256sum') },
    ],
    ['the editor has unsaved changes', { editor: known({ isDirty: true, sha256: oldSha256 }, 'editor') }],
  ])('not when %s', (_name, evidence) => {
    expect(diagnose(buildSnapshot(editedSha256, evidence)).outcome).not.toBe('change-is-present');
  });

  test('whatever is missing, a healthy container is never accused', () => {
    for (const key of Object.keys(healthySnapshot().evidence) as EvidenceKey[]) {
      for (const gathered of [missing('No answer'), notAsked('No reason')]) {
        expect([key, diagnose(buildSnapshot(editedSha256, { [key]: gathered })).verdict]).toEqual([key, null]);
      }
    }
  });

  test('whatever is missing, a stale container is never said to have the change', () => {
    for (const key of Object.keys(staleSnapshot().evidence) as EvidenceKey[]) {
      const { outcome } = diagnose(buildSnapshot(oldSha256, { [key]: missing('No answer') }));
      expect([key, outcome]).not.toEqual([key, 'change-is-present']);
    }
  });
});

test('the hop of the verdict is never drawn as healthy', () => {
  const report = diagnose(staleSnapshot(), [speaking('a', 'process', 'confirmed')]);
  expect(report.trace.find(({ hop }) => hop === 'process')?.state).toBe('different');
});
