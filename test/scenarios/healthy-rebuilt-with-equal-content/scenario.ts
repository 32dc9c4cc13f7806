import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build that was cached throughout gives the image a new ID on containerd’s store, and nothing else',
  files: shop,
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
    await compose('build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
