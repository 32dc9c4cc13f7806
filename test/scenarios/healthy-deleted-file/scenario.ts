import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A deleted file is gone from the container too, after a build and a new container',
  files: { ...plainShop, 'src/legacy.js': 'legacy()\n' },
  play: async ({ docker, name, folder }) => {
    await docker('build', '-t', name, '.');
    await rm(join(folder, 'src/legacy.js'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/legacy.js' },
  expected: { 'shop-web': { outcome: 'change-is-present', says: ['is not on disk', 'no such file'] } },
});
