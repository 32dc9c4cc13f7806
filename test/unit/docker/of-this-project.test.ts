import { expect, test } from 'vitest';
import { text } from '../../../core/src/text.ts';
import { ofThisProject, type FoundByHand } from '../../../client/src/docker/of-this-project.ts';
import type { Disk } from '../../../client/src/workspace/disk.ts';

/** A project with the folders `api` and `web`, or others, and their Dockerfiles. */
const diskWith = (dockerfiles: Readonly<Record<string, string>>, folders: readonly string[] = ['api', 'web']): Disk =>
  ({
    readText: (path: string) => Promise.resolve(dockerfiles[path] ?? null),
    list: () => Promise.resolve(folders.map((name) => ({ name, isFolder: true, isFile: false, isLink: false }))),
  }) as unknown as Disk;

const disk = diskWith({ '/srv/shop/api/Dockerfile': 'FROM a\n', '/srv/shop/web/Dockerfile': 'FROM b\n' });

const found = (name: string): FoundByHand =>
  ({
    names: [name],
    repository: name,
    from: '/srv/shop/web/Dockerfile',
    because: text(''),
    score: 1,
  }) as unknown as FoundByHand;

const chosen = async (...names: readonly string[]): Promise<readonly unknown[]> =>
  (await ofThisProject(disk, names.map(found), [['/srv/shop', '/srv/shop/web']])).map(({ repository }) => repository);

test('the container of the folder beside is left out, though it bears the project’s name as well', async () => {
  expect(await chosen('shop-api', 'shop-web')).toEqual(['shop-web']);
});

test('a container that bears no folder’s name stays, and so does the only one that there is', async () => {
  expect(await chosen('shop-worker', 'shop-web')).toEqual(['shop-worker', 'shop-web']);
  expect(await chosen('shop-api')).toEqual(['shop-api']);
});

test('none is left where all bear the name of a folder beside with the very same Dockerfile', async () => {
  const equal = diskWith({ '/srv/shop/api/Dockerfile': 'FROM a\n', '/srv/shop/web/Dockerfile': 'FROM a\n' });
  expect(await ofThisProject(equal, [found('shop-api')], [['/srv/shop', '/srv/shop/web']])).toEqual([]);
});

test('a folder’s name may be one letter, and is no number: Compose counts containers', async () => {
  const at = (folder: string): FoundByHand => ({ ...found('x-1'), from: `/srv/${folder}/Dockerfile` });
  const letters = diskWith({}, ['a', 'b']);
  const beside: FoundByHand = { ...at('a'), names: ['x-b'], repository: 'x-b' };
  const own: FoundByHand = { ...at('a'), names: ['x-a'], repository: 'x-a' };
  expect(await ofThisProject(letters, [beside, own], [['/srv/a']])).toEqual([own]);
  const equal = diskWith({ '/srv/1/Dockerfile': 'FROM a\n', '/srv/2/Dockerfile': 'FROM a\n' }, ['1', '2']);
  expect(await ofThisProject(equal, [at('2')], [['/srv/2']])).toHaveLength(1);
});
