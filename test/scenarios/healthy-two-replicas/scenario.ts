import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two replicas, both from the new image',
  files: shop,
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build', '--scale', 'web=2');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' }, 'shop-web-2': { outcome: 'change-is-present' } },
});
