import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nodeDisk } from '../../../client/src/workspace/disk.ts';
import { linkedNames } from '../../../client/src/workspace/links.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('names a file by the links that lead to it, those of a package manager included', async () => {
  const folder = await temporaryFolder({
    'packages/ui/button.js': 'b',
    'web/node_modules/@acme/other/index.js': 'o',
    'web/node_modules/react/index.js': 'r',
    'site/index.js': 'i',
  });
  const leads = (path: string): Promise<void> => symlink(join(folder, 'packages/ui'), join(folder, path));
  await leads('site/ui');
  await leads('web/node_modules/ui');
  await leads('web/node_modules/@acme/ui');
  const names = await linkedNames(nodeDisk, folder, join(folder, 'packages/ui/button.js'));
  expect(names.map((name) => name.slice(folder.length + 1)).sort()).toEqual([
    'site/ui/button.js',
    'web/node_modules/@acme/ui/button.js',
    'web/node_modules/ui/button.js',
  ]);
});

it('does not look into the packages that were installed, nor into what git keeps', async () => {
  const folder = await temporaryFolder({
    'src/main.js': 'm',
    'node_modules/react/index.js': 'r',
    'node_modules/@acme/ui/index.js': 'u',
    '.git/HEAD': 'h',
  });
  for (const within of ['node_modules/react', 'node_modules/@acme/ui', '.git'])
    await symlink(join(folder, 'src'), join(folder, within, 'src'));
  expect(await linkedNames(nodeDisk, folder, join(folder, 'src/main.js'))).toEqual([]);
});
