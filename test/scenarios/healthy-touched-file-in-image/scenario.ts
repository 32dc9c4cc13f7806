import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file was only touched after the build: its time is new, its content is not',
  files: shop,
  play: async ({ compose, folder, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await utimes(join(folder, 'src/server.js'), new Date(), new Date());
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
