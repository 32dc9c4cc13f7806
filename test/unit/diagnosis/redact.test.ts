import { describe, expect, test } from 'vitest';
import { container, containerSummaries, history, image, volume } from '../../../client/src/docker/answers.ts';
import {
  redactContainer,
  redactHistory,
  redactImage,
  redactSummary,
  redactVolume,
  withoutCredentials,
} from '../../../client/src/diagnosis/redact.ts';
import { readRecording } from '../../support/engine-stub.ts';

const canary = 'canary-7f3a';

/** Fields whose value is read by a cause: they are names, paths, digests and times, and may be kept. */
const kept =
  /^(Id|ID|Name|Names|Image|ImageID|Created|CreatedAt|CreatedBy|StartedAt|Status|State|Kind|Type|Source|Destination|Target|Driver|WorkingDir|Architecture|Os|Variant|digest|RepoTags|RepoDigests|Layers|LastTagTime|Subpath|Binds|com\.docker\..*)$/;

/** Returns a JSON value with the canary put into every string, and into an additional field of every object. */
function poisoned(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return kept.test(key) ? value : `${value} ${canary}`;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, poisoned(each, name)] as const);
  return { ...Object.fromEntries(entries), LearntTomorrow: canary };
}

describe.each(['1.41', '1.51'] as const)('of what a real engine of API %s answers', (version) => {
  const answered = async (suffix: RegExp): Promise<unknown> => {
    const recording = await readRecording(version);
    const found = recording.answers.find(({ path }) => suffix.test(path));
    if (!found) throw new Error(`nothing recorded for ${String(suffix)}`);
    return poisoned(JSON.parse(found.body));
  };

  test.each<[string, RegExp, (json: unknown) => unknown]>([
    ['a container', /^\/containers\/[0-9a-f]+\/json$/, (json) => redactContainer(container(json))],
    ['a list of containers', /^\/containers\/json$/, (json) => containerSummaries(json).map(redactSummary)],
    ['an image', /^\/images\/.*\/json$/, (json) => redactImage(image(json))],
    ['a history', /\/history$/, (json) => history(json).map(redactHistory)],
    ['a volume', /^\/volumes\//, (json) => redactVolume(volume(json))],
  ])('%s keeps no value that no cause reads', async (_name, suffix, redact) => {
    const answer = await answered(suffix);
    expect(JSON.stringify(answer)).toContain(canary);
    expect(JSON.stringify(redact(answer))).not.toContain(canary);
  });
});

test('an image keeps its layers, by which images of other IDs are told to be equal', async () => {
  const { answers } = await readRecording('1.51');
  const found = answers.find(({ path }) => /^\/images\/.*\/json$/.test(path));
  const answered = image(JSON.parse(found?.body ?? '{}'));
  expect(answered.RootFS.Layers).not.toHaveLength(0);
  expect(redactImage(answered).RootFS.Layers).toEqual(answered.RootFS.Layers);
});

const entry = (CreatedBy: string, Comment = '') => ({ Id: 'x', Created: 1, CreatedBy, Size: 0, Comment });

test.each([
  ['COPY src /app # buildkit', 'COPY src /app # buildkit'],
  ['/bin/sh -c #(nop) WORKDIR /app', '/bin/sh -c #(nop) WORKDIR /app'],
  ['ENV TOKEN=secret', 'ENV'],
  ['RUN |1 TOKEN=secret /bin/sh -c curl', 'RUN'],
  ['|1 TOKEN=secret /bin/sh -c curl', 'RUN'],
  ['/bin/sh -c #(nop)  LABEL a=secret', 'LABEL'],
  ['SECRET is the command', 'RUN'],
  ['ADD https://user:secret@host/x /x', 'ADD'],
])('of the history entry %s stays %s', (createdBy, stays) => {
  expect(redactHistory(entry(createdBy)).CreatedBy).toBe(stays);
});

test('a message given to docker commit does not stay, the builder’s name does', () => {
  expect(redactHistory(entry('COPY a b', 'my secret')).Comment).toBe('');
  expect(redactHistory(entry('COPY a b', 'buildkit.dockerfile.v0')).Comment).toBe('buildkit.dockerfile.v0');
});

test('the password of a volume on a network does not stay, the folder of a bound one does', () => {
  const of = (Options: Record<string, string>) =>
    redactVolume({ Name: 'v', Driver: 'local', Labels: null, Options }).Options;
  expect(of({ type: 'cifs', device: '//nas/x', o: 'username=a,password=secret' })).toEqual({});
  expect(of({ type: 'none', device: '/src', o: 'bind,secret' })).toEqual({ type: 'none', device: '/src', o: 'bind' });
});

test('when a volume was made stays, where the engine knows it', () => {
  const known = { Name: 'v', Driver: 'local', Labels: null, Options: null };
  expect(redactVolume({ ...known, CreatedAt: '2026-01-01T00:00:00Z' }).CreatedAt).toBe('2026-01-01T00:00:00Z');
  expect(redactVolume(known)).toEqual(known);
});

test.each([
  ['see https://user:secret@host/path?token=x#part', 'see https://host/path#part'],
  ['ssh://git@host/repo', 'ssh://host/repo'],
  ['COPY a@b /c?d', 'COPY a@b /c?d'],
])('%s is written without credentials', (line, without) => {
  expect(withoutCredentials(line)).toBe(without);
});
