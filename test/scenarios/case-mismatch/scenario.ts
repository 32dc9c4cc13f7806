import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A file was renamed in upper and lower case only; the container has the old spelling',
  files: { ...plainShop, 'src/utils.js': 'utils()\n' },
  play: async ({ docker, name, folder }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await rename(join(folder, 'src/utils.js'), join(folder, 'src/Utils.js'));
  },
  asked: { file: 'src/Utils.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'case-mismatch',
      certainty: 'confirmed',
      says: ['/app/src/utils.js', 'Utils.js', '/app/src/Utils.js'],
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
