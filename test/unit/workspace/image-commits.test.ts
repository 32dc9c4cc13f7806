import { describe, expect, it } from 'vitest';
import { commitNames } from '../../../client/src/workspace/image-commits.ts';

const idsOf = (...names: string[]): readonly string[] => commitNames({}, names).map(({ written }) => written);

describe('the commits an image may be named after', () => {
  it.each([
    ['shop:3f9a1c2', ['3f9a1c2']],
    [
      'registry.example:5000/ada/shop:3f9a1c2d4e5f60718293a4b5c6d7e8f901234567',
      ['3f9a1c2d4e5f60718293a4b5c6d7e8f901234567'],
    ],
    ['shop:sha-3f9a1c2', ['3f9a1c2']],
    ['shop:main-3f9a1c2', ['3f9a1c2']],
    ['shop:v1.2-4-g3f9a1c2', ['3f9a1c2']],
    ['shop:latest', []],
    ['shop', []],
    ['shop:1.2.3', []],
    ['shop:decades', []],
    ['shop:accededed1', ['accededed1']],
    ['3f9a1c2d4e5f', []],
  ])('%s', (name, ids) => {
    expect(idsOf(name)).toEqual(ids);
  });

  it('are named by a label before a tag', () => {
    const names = commitNames({ 'org.opencontainers.image.revision': '1234567890' }, ['shop:3f9a1c2']);
    expect(names.map(({ written, by }) => [written, by])).toEqual([
      ['1234567890', 'label'],
      ['3f9a1c2', 'tag'],
    ]);
  });

  it.each(['shop:3f9a1c2_uncommitted_0123456789abcdef', 'shop:3f9a1c2-dirty'])('%s is of the working tree', (name) => {
    expect(commitNames({}, [name])[0]).toMatchObject({ written: '3f9a1c2', isDirty: true });
  });
});
