import { describe, expect, test } from 'vitest';
import { plain } from '../../../core/src/text.ts';
import { readSnapshot, writeSnapshot } from '../../../client/src/diagnosis/snapshot-file.ts';
import { healthySnapshot, missing, staleSnapshot } from '../../support/build-snapshot.ts';

const problemOf = (content: string): string => {
  const read = readSnapshot(content);
  return 'problem' in read ? plain(read.problem) : 'no problem';
};

/** Returns a written snapshot with one place replaced; `path` leads to it from the first snapshot. */
function damaged(path: readonly string[], value: unknown): string {
  const snapshots = JSON.parse(writeSnapshot([staleSnapshot()])) as unknown[];
  let parent = snapshots[0] as Record<string, unknown>;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = value;
  return JSON.stringify(snapshots);
}

test('what was written reads back the same', () => {
  const snapshots = [healthySnapshot(), { ...staleSnapshot(), evidence: { fileOnHost: missing('No permission') } }];
  expect(readSnapshot(writeSnapshot(snapshots))).toEqual({ snapshots });
});

test('a byte order mark is no damage', () => {
  expect(problemOf(`\ufeff${writeSnapshot([staleSnapshot()])}`)).toBe('no problem');
});

test('what a later version adds is left as it is', () => {
  expect(problemOf(damaged(['evidence', 'weather'], { is: 'known', value: 'rain', from: 'the window' }))).toBe(
    'no problem',
  );
});

describe('a file that cannot be replayed is refused in one sentence', () => {
  test('when it is not JSON', () => {
    expect(problemOf('{')).toMatch(/^The snapshot is not JSON: /);
  });

  test.each(['null', '[]', '{}', '[null]', '[{}]', '[[]]', '"text"', '[{"schema":"1"}]'])(
    'when it is %s',
    (content) => {
      expect(problemOf(content)).toBe('This is not a snapshot file: it has to hold a list of snapshots');
    },
  );

  test('when it is of another version', () => {
    expect(problemOf(damaged(['schema'], 2))).toBe(
      'The snapshot was saved in version 2 of the format, and this Unstale reads version 1',
    );
  });

  test.each([
    [['takenAt'], 5, '[0].takenAt'],
    [['engine'], null, '[0].engine'],
    [['engine', 'imageStore'], 'zfs', '[0].engine.imageStore'],
    [['subject'], { kind: 'dream' }, '[0].subject.kind'],
    [['dockerFlags'], ['--context', 7], '[0].dockerFlags[1]'],
    [['evidence'], [], '[0].evidence'],
    [['evidence', 'container'], 'none', '[0].evidence.container'],
    [['evidence', 'container', 'value', 'State'], {}, '[0].evidence.container.value.State.Status'],
    [['evidence', 'container', 'value', 'Mounts'], null, '[0].evidence.container.value.Mounts'],
    [['evidence', 'fileInImage', 'value', 'sha256'], undefined, '[0].evidence.fileInImage.value.sha256'],
    [['evidence', 'volume', 'why'], 'a bare string', '[0].evidence.volume.why'],
  ])('when %j is %j', (path, value, named) => {
    expect(problemOf(damaged(path, value))).toBe(`The snapshot is damaged: ${named} is not what it has to be`);
  });
});
