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

  it('has the mount that lies above, not the one that an archive of Engine 20.10 put below it for a moment', () => {
    const whileRead = [
      '2630 2306 0:646 / / rw,relatime master:67 - overlay overlay rw',
      '2647 2347 254:0 /home/ada/release-1 /srv rw,relatime - ext4 /dev/vda rw',
      '2347 2630 254:0 /home/ada/release-2 /srv rw,relatime master:73 - ext4 /dev/vda rw',
    ].join('\n');
    expect(mountRootIn(whileRead, '/srv/file')).toBe('/home/ada/release-1');
  });

  it('is empty where nothing could be read', () => {
    expect(mountRootIn('', '/data')).toBeNull();
  });
});
