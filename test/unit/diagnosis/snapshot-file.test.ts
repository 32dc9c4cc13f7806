import { describe, expect, test } from 'vitest';
import { plain } from '../../../core/src/text.ts';
import { diagnose } from '../../../client/src/diagnosis/diagnose.ts';
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

describe('whatever stands at one place of a file', () => {
  const odd = [null, 0, -1, '', 'x', true, [], {}, [null], { is: 'known' }];

  test('it is refused, or the replay ends in a report', () => {
    const written = writeSnapshot([staleSnapshot()]);
    const outcomes = { refused: 0, replayed: 0 };
    for (const path of placesIn(JSON.parse(written) as unknown)) {
      for (const value of odd) {
        const read = readSnapshot(replaced(written, path, value));
        if ('problem' in read) outcomes.refused += 1;
        else {
          for (const snapshot of read.snapshots) diagnose(snapshot);
          outcomes.replayed += 1;
        }
      }
    }
    expect(outcomes.refused).toBeGreaterThan(1000);
    expect(outcomes.replayed).toBeGreaterThan(100);
  });
});

/** Returns the path of every value inside a value. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, element]) => placesIn(element, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

/** Returns a JSON text with the value at one place replaced. */
function replaced(written: string, path: readonly string[], value: unknown): string {
  const whole = JSON.parse(written) as Record<string, unknown>;
  let parent = whole;
  for (const key of path.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = value;
  return JSON.stringify(whole);
}
