import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const old = { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } as const;

export default defineScenario({
  title: 'All replicas run the old image: none of them is a leftover',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build', '--scale', 'web=2');
    await write('src/server.js', edited);
    await compose('build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': old, 'shop-web-2': old },
});
