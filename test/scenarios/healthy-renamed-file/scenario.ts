import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A renamed file is in the container under its new name',
  files: plainShop,
  play: async ({ docker, name, folder }) => {
    await docker('build', '-t', name, '.');
    await rename(join(folder, 'src/server.js'), join(folder, 'src/app.js'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/app.js' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
