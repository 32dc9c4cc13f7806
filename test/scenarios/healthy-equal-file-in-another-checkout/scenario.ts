import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container belongs to another checkout, which has the same edit and was built with it',
  files: shop,
  play: async ({ compose, write, folder, name }) => {
    await write('src/server.js', edited);
    const other = join(dirname(folder), 'other', name);
    await cp(folder, other, { recursive: true });
    await compose('--project-directory', other, '-f', join(other, 'compose.yaml'), 'up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
