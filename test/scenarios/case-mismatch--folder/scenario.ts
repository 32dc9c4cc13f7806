import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A folder was renamed in upper and lower case only; the container has its files under the old spelling',
  files: { ...plainShop, 'src/Handlers/Order.js': 'order()\n' },
  play: async ({ docker, name, folder }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await rename(join(folder, 'src/Handlers'), join(folder, 'src/handlers'));
  },
  asked: { file: 'src/handlers/Order.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'case-mismatch',
      certainty: 'confirmed',
      says: ['Handlers/Order.js; on disk it is handlers/Order.js', '/app/src/Handlers/Order.js'],
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
