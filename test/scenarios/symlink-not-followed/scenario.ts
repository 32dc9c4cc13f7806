import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The copied folder holds a link to the edited file, and COPY takes the link as it is',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv\nCOPY app/ /srv/app/\n`,
    'app/main.js': 'require("./prices.js")\n',
    'data/prices.js': 'exports.rate = 16\n',
  },
  play: async ({ docker, write, name, folder }) => {
    await symlink('../data/prices.js', join(folder, 'app/prices.js'));
    await docker('build', '-t', name, '.');
    await write('data/prices.js', 'exports.rate = 19 // at last\n');
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'data/prices.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'symlink-not-followed',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['/srv/app/prices.js', '../data/prices.js', 'Dockerfile:3'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
