import { describe, expect, it } from 'vitest';
import { openContainerRoot } from '../../../client/src/workspace/container-root.ts';
import { mountRootIn } from '../../../client/src/workspace/mount-table.ts';

describe('the files of a process', () => {
  it('are not read where the process is not the container’s, whatever its number', async () => {
    expect(await openContainerRoot(process.pid, 'c'.repeat(64))).toBeNull();
    expect(await openContainerRoot(0, 'c'.repeat(64))).toBeNull();
    expect(await openContainerRoot(process.pid, '')).toBeNull();
  });
});

describe('the table of mounts', () => {
  const table = [
    '22 1 0:20 / / rw - overlay overlay rw',
    '179 162 254:0 /home/ada/shop//deleted /data rw,relatime - ext4 /dev/vda rw',
    '180 179 254:0 /home/ada/with\\040blank /data/inner rw,relatime - ext4 /dev/vda rw',
    '181 179 254:0 /home/ada/above /data/inner rw,relatime - ext4 /dev/vda rw',
  ].join('\n');

  it.each([
    ['/data/file', '/home/ada/shop//deleted'],
    ['/data', '/home/ada/shop//deleted'],
    ['/data/inner/file', '/home/ada/above'],
    ['/database', '/'],
  ])('has the root of the mount over %s', (path, root) => {
    expect(mountRootIn(table, path)).toBe(root);
  });

  it('is empty where nothing could be read', () => {
    expect(mountRootIn('', '/data')).toBeNull();
  });
});
