import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two replicas, started from two builds of equal content: neither is a leftover',
  files: shop,
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
    await compose('build', '--no-cache');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' }, 'shop-web-2': { outcome: 'change-is-present' } },
});
