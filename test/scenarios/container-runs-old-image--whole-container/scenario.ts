import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container: built after the edit, never recreated',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {},
});
