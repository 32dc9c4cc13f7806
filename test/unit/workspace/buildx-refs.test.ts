import { symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildsNoted,
  contextOfLastBuild,
  dockerfilesBuiltAt,
  driverOf,
} from '../../../client/src/workspace/buildx-refs.ts';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { temporaryFolder, writeFiles } from '../../support/temporary-folder.ts';

const firstMs = Date.UTC(2026, 0, 1);

interface Noted {
  readonly ref: string;
  /** Seconds after the first one. */
  readonly at: number;
  readonly builder?: string;
  readonly note: object | string;
}

/** Writes notes as buildx does, below the folder of the docker CLI. */
async function note(folder: string, builds: readonly Noted[]): Promise<void> {
  for (const { ref, at, builder = 'default', note: content } of builds) {
    const path = join('buildx', 'refs', builder, `${builder}0`, ref);
    await writeFiles(folder, { [path]: typeof content === 'string' ? content : JSON.stringify(content) });
    await utimes(join(folder, path), firstMs / 1000 + at, firstMs / 1000 + at);
  }
}

const dockerfile = '/shop/Dockerfile';
const ofShop = { LocalPath: '/shop', DockerfilePath: 'Dockerfile' };
const ofOther = { LocalPath: '/other', DockerfilePath: 'Dockerfile' };

describe('the builds that buildx noted', () => {
  it('are those of the Dockerfile that began after a time, the newest first', async () => {
    const folder = await temporaryFolder();
    await note(folder, [
      { ref: 'old', at: 0, note: ofShop },
      { ref: 'second', at: 20, note: ofShop },
      { ref: 'stranger', at: 30, note: ofOther },
      { ref: 'newest', at: 40, builder: 'mine', note: { ...ofShop, Target: 'web' } },
    ]);
    const builds = await buildsNoted(nodeDisk, folder, dockerfile, firstMs + 10_000, 5);
    expect(builds.map(({ ref, builder, target }) => [ref, builder, target])).toEqual([
      ['newest', 'mine', 'web'],
      ['second', 'default', null],
    ]);
  });

  it('know when the next build began, and take those of one command for one', async () => {
    const folder = await temporaryFolder();
    await note(folder, [
      { ref: 'shop', at: 10, note: { ...ofShop, GroupRef: 'bake' } },
      { ref: 'of-the-same-command', at: 11, note: { ...ofOther, GroupRef: 'bake' } },
      { ref: 'next', at: 30, note: ofOther },
      { ref: 'last', at: 50, note: ofShop },
    ]);
    const builds = await buildsNoted(nodeDisk, folder, dockerfile, 0, 5);
    expect(builds.map(({ ref, nextMs }) => [ref, nextMs])).toEqual([
      ['last', null],
      ['shop', firstMs + 30_000],
    ]);
  });

  it('are known by the folder itself where the container was started through a link to it', async () => {
    const home = await temporaryFolder({ 'shop/Dockerfile': 'FROM scratch\n' });
    await symlink(join(home, 'shop'), join(home, 'link'));
    await note(home, [{ ref: 'real', at: 10, note: { LocalPath: join(home, 'shop'), DockerfilePath: '' } }]);
    const builds = await buildsNoted(nodeDisk, home, join(home, 'link', 'Dockerfile'), 0, 5);
    expect(builds.map(({ ref }) => ref)).toEqual(['real']);
  });

  it('are known through a link to their folder, and by a Dockerfile of another name', async () => {
    const home = await temporaryFolder({ 'shop/docker/web.Dockerfile': 'FROM scratch\n' });
    await symlink(join(home, 'shop'), join(home, 'link'));
    const path = join(home, 'shop', 'docker', 'web.Dockerfile');
    await note(home, [
      { ref: 'by-link', at: 0, note: { LocalPath: join(home, 'link'), DockerfilePath: 'docker/web.Dockerfile' } },
      { ref: 'absolute', at: 1, note: { LocalPath: join(home, 'shop'), DockerfilePath: path } },
      { ref: 'no-name', at: 2, note: { LocalPath: join(home, 'shop', 'docker'), DockerfilePath: '' } },
    ]);
    const builds = await buildsNoted(nodeDisk, home, path, 0, 5);
    expect(builds.map(({ ref }) => ref)).toEqual(['absolute', 'by-link']);
  });

  it.each<[string, Noted['note']]>([
    ['is of a repository elsewhere', { LocalPath: 'https://example.com/shop.git', DockerfilePath: 'Dockerfile' }],
    ['was half written', '{"LocalPath":"/sh'],
    ['has no folder', { DockerfilePath: '/shop/Dockerfile' }],
  ])('leave a note out that %s', async (_, content) => {
    const folder = await temporaryFolder();
    await note(folder, [{ ref: 'odd', at: 0, note: content }]);
    expect(await buildsNoted(nodeDisk, folder, dockerfile, 0, 5)).toEqual([]);
  });

  it('are none where buildx was never run', async () => {
    expect(await buildsNoted(nodeDisk, await temporaryFolder(), dockerfile, 0, 5)).toEqual([]);
  });
});

describe('of the noted builds', () => {
  it('the newest of a Dockerfile tells its context', async () => {
    const folder = await temporaryFolder();
    await note(folder, [
      { ref: 'old', at: 0, note: { LocalPath: '/old', DockerfilePath: dockerfile } },
      { ref: 'new', at: 10, note: { LocalPath: '/shop', DockerfilePath: dockerfile } },
      { ref: 'stranger', at: 20, note: ofOther },
    ]);
    expect(await contextOfLastBuild(nodeDisk, folder, dockerfile)).toBe('/shop');
    expect(await contextOfLastBuild(nodeDisk, folder, '/nowhere/Dockerfile')).toBeNull();
  });

  it('the last one in the minute before an image was made is taken for its build', async () => {
    const folder = await temporaryFolder();
    await note(folder, [
      { ref: 'shop', at: 0, note: ofShop },
      { ref: 'other', at: 100, note: ofOther },
    ]);
    expect(await dockerfilesBuiltAt(nodeDisk, folder, firstMs + 30_000)).toEqual([{ dockerfile, startedMs: firstMs }]);
    expect(await dockerfilesBuiltAt(nodeDisk, folder, firstMs + 90_000)).toEqual([]);
    expect(await dockerfilesBuiltAt(nodeDisk, folder, firstMs + 100_000)).toEqual([
      { dockerfile: '/other/Dockerfile', startedMs: firstMs + 100_000 },
    ]);
  });

  it('the driver of a builder is what buildx keeps of it, else the engine itself', async () => {
    const folder = await temporaryFolder({
      'buildx/instances/mine': '{"Name":"mine","Driver":"docker-container"}',
      'buildx/instances/broken': '{',
    });
    const drivers = await Promise.all(['mine', 'broken', 'default'].map((name) => driverOf(nodeDisk, folder, name)));
    expect(drivers).toEqual(['docker-container', 'docker', 'docker']);
  });
});
