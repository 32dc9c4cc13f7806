import { describe, expect, it } from 'vitest';
import { containerOf } from '../../../client/src/ui/container-node.ts';

describe('a row of another tree', () => {
  const id = 'c0ffee'.padEnd(64, '3');

  it.each([
    [{ containerDesc: { Id: id } }, id],
    [{ containerItem: { id } }, id],
    [{ containerId: id }, id],
    [{ containerName: 'shop-web-1' }, 'shop-web-1'],
  ])('gives its container wherever the ID stands (%j)', (node, expected) => {
    expect(containerOf(node)).toBe(expected);
  });

  it.each([
    undefined,
    null,
    42,
    'c0ffee',
    {},
    { containerDesc: null },
    { containerId: 7 },
    { containerId: '' },
    { containerId: '--host=tcp://evil' },
    { containerId: 'a b' },
    { containerId: '../../images/json' },
    { containerId: 'x'.repeat(256) },
  ])('gives nothing when it is no container (%j)', (node) => {
    expect(containerOf(node)).toBeNull();
  });

  it('falls back to a later place when an earlier one holds nonsense', () => {
    expect(containerOf({ containerDesc: { Id: '-x' }, containerName: 'web' })).toBe('web');
  });
});
