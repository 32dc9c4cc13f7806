import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A package of the workspace is a link in node_modules, and COPY takes only the application with the link in it',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv\nCOPY apps/web/ ./\n`,
    'apps/web/index.js': 'require("@acme/prices")\n',
    'packages/prices/index.js': 'exports.rate = 16\n',
  },
  play: async ({ docker, write, name, folder }) => {
    await mkdir(join(folder, 'apps/web/node_modules/@acme'), { recursive: true });
    await symlink('../../../../packages/prices', join(folder, 'apps/web/node_modules/@acme/prices'));
    await docker('build', '-t', name, '.');
    await write('packages/prices/index.js', 'exports.rate = 19 // at last\n');
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'packages/prices/index.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'symlink-not-followed',
      certainty: 'confirmed',
      says: ['/srv/node_modules/@acme/prices', '../../../../packages/prices', 'Dockerfile:3'],
      remedy: 'edit /home/dev/shop/Dockerfile',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
    },
  },
});
