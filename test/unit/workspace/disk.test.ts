import { mkdir, stat, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBelow, nodeDisk, pathInside, walk } from '../../../client/src/workspace/disk.ts';
import { sha256Of } from '../../support/sha256.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('a path is below a folder', () => {
  it.each([
    ['/shop', '/shop', true],
    ['/shop', '/shop/src/server.js', true],
    ['/', '/shop', true],
    ['/shop', '/shop-old/server.js', false],
    ['/shop', '/', false],
    ['/shop', '/shop/..hidden', true],
    ['/shop', '/shop/../other', false],
  ])('%s ← %s: %s', (folder, path, expected) => {
    expect(isBelow(folder, path)).toBe(expected);
    expect(pathInside(folder, path) !== null).toBe(expected);
  });
});

describe('the disk', () => {
  it('follows links to what they lead to, and says that nothing is there', async () => {
    const folder = await temporaryFolder({ 'real/server.js': 'serve()\n' });
    await symlink('real', join(folder, 'link'));
    expect(await nodeDisk.stat(join(folder, 'link'))).toMatchObject({ kind: 'directory' });
    expect(await nodeDisk.realPath(join(folder, 'link', 'server.js'))).toBe(join(folder, 'real', 'server.js'));
    expect(await nodeDisk.stat(join(folder, 'gone'))).toBeNull();
    expect(await nodeDisk.realPath(join(folder, 'gone'))).toBeNull();
    expect(await nodeDisk.readText(join(folder, 'real'))).toBeNull();
    expect(await nodeDisk.list(join(folder, 'gone'))).toEqual([]);
  });

  it('names the links on the way in order, and ends where they go round', async () => {
    const folder = await temporaryFolder({ 'releases/2/server.js': 'serve()\n' });
    await symlink('releases/2', join(folder, 'current'));
    await symlink('current', join(folder, 'live'));
    const links = await nodeDisk.linksOn(join(folder, 'live', 'server.js'));
    expect(links.map(({ path, target }) => [path, target])).toEqual([
      [join(folder, 'live'), 'current'],
      [join(folder, 'current'), 'releases/2'],
    ]);
    expect(await nodeDisk.linksOn(join(folder, 'releases', '2', 'server.js'))).toEqual([]);
    await symlink('round', join(folder, 'round'));
    expect((await nodeDisk.linksOn(join(folder, 'round'))).length).toBeLessThanOrEqual(40);
  });

  it('hashes a file that is longer than one piece without leaving a trace of having read it', async () => {
    const content = 'x'.repeat(300_000);
    const folder = await temporaryFolder({ 'large.bin': content });
    const path = join(folder, 'large.bin');
    await utimes(path, 1000, 2000);
    expect(await nodeDisk.sha256(path)).toBe(sha256Of(content));
    // Whoever may open it without moving the time of access, as we may our own, leaves it.
    if (process.platform === 'linux') expect((await stat(path)).atimeMs).toBe(1_000_000);
  });

  it('gives a hash up when it is told to, and fails for what is no file', async () => {
    const folder = await temporaryFolder({ 'server.js': 'serve()\n' });
    await expect(nodeDisk.sha256(join(folder, 'server.js'), AbortSignal.abort())).rejects.toThrow();
    await expect(nodeDisk.sha256(join(folder, 'gone'))).rejects.toThrow();
  });

  it('reads no text that is larger than any Dockerfile', async () => {
    const folder = await temporaryFolder({ 'huge.txt': 'x'.repeat(4 * 1024 * 1024 + 1) });
    expect(await nodeDisk.readText(join(folder, 'huge.txt'))).toBeNull();
    expect(nodeDisk.readTextNow(join(folder, 'huge.txt'))).toBeNull();
  });
});

describe('a walk through a folder', () => {
  it('finds the files, leaves out what is skipped, and follows no link', async () => {
    const folder = await temporaryFolder({ 'a.js': '', 'src/b.js': '', 'node_modules/c.js': '', 'src/d.log': '' });
    await symlink(folder, join(folder, 'src', 'round'));
    const skip = (path: string, isFolder: boolean) => (isFolder ? path === 'node_modules' : path.endsWith('.log'));
    const { files, isComplete } = await walk(nodeDisk, folder, skip, 100);
    expect([...files].sort()).toEqual(['a.js', 'src/b.js']);
    expect(isComplete).toBe(true);
  });

  it('says where it ended before the end', async () => {
    const folder = await temporaryFolder({ 'a.js': '', 'b.js': '', 'c.js': '' });
    await mkdir(join(folder, 'empty'));
    expect(await walk(nodeDisk, folder, () => false, 2)).toMatchObject({ files: { length: 2 }, isComplete: false });
  });
});
