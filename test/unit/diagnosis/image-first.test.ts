import { expect, test } from 'vitest';
import { withImageFirst } from '../../../client/src/diagnosis/image-first.ts';
import type { Certainty, Hop, Remedy, Verdict } from '../../../client/src/diagnosis/report/report.ts';

const step = (line: string): Remedy => ({
  title: { english: line, values: {} },
  risk: 'changes-state',
  command: line.split(' '),
});

const verdict = (hop: Hop, lines: readonly string[], certainty: Certainty = 'confirmed'): Verdict => ({
  cause: hop,
  hop,
  certainty,
  answer: { english: hop, values: {} },
  facts: [{ text: { english: hop, values: {} }, from: hop }],
  remedies: lines.map(step),
});

const linesOf = (remedies: readonly Remedy[]): readonly string[] =>
  remedies.map((remedy) => ('command' in remedy ? remedy.command.join(' ') : 'edit'));

const newVolume = ['docker rm -f web', 'docker volume rm code', 'docker run -v code:/app shop'];
const build = ['docker build -t shop .', 'docker rm -f web', 'docker run -v code:/app shop'];

test('the image is built before a volume is filled from it, and the container is replaced once', () => {
  const remedies = withImageFirst(verdict('mount', newVolume), [verdict('image', build)]);
  expect(linesOf(remedies)).toEqual(['docker build -t shop .', ...newVolume]);
});

test('a container whose anonymous volumes are to go is not removed without them', () => {
  const renewed = ['docker rm -f -v web', 'docker run -v /app shop'];
  const remedies = withImageFirst(verdict('mount', renewed), [verdict('image', build.slice(0, 2))]);
  expect(linesOf(remedies)).toEqual(['docker build -t shop .', ...renewed]);
});

test('with Compose the build is a part of "up"', () => {
  const renewed = ['docker compose up -d --force-recreate -V web'];
  const remedies = withImageFirst(verdict('mount', renewed), [verdict('image', ['docker compose up -d --build web'])]);
  expect(linesOf(remedies)).toEqual(['docker compose up -d --build web', ...renewed]);
});

test('an edit of the ignore file comes first too', () => {
  const edit: Remedy = {
    title: { english: 'edit', values: {} },
    risk: 'changes-state',
    edit: { file: '/home/ada/shop/.dockerignore', edits: [] },
  };
  const ignored = { ...verdict('context', []), remedies: [edit, step('docker build -t shop .')] };
  expect(linesOf(withImageFirst(verdict('mount', newVolume), [ignored]))).toEqual([
    'edit',
    'docker build -t shop .',
    ...newVolume,
  ]);
});

test.each([
  ['the container is old', verdict('mount', newVolume), verdict('container', ['docker compose up -d web'])],
  ['the other cause is only possible', verdict('mount', newVolume), verdict('image', build, 'possible')],
  ['no volume is renewed', verdict('mount', ['docker restart web']), verdict('image', build)],
  ['the file system decides', verdict('file-system', newVolume), verdict('image', build)],
  ['the image is built anyway', verdict('mount', ['docker compose up --build -V web']), verdict('image', build)],
])('nothing comes first where %s', (_where, found, other) => {
  expect(withImageFirst(found, [other])).toEqual(found.remedies);
});
