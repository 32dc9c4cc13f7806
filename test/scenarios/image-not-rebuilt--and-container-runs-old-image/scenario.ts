import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built and not recreated, then edited again: recreating alone would not bring the change',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', 'serve("between")\n');
    await compose('build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      also: { 'container-runs-old-image': 'confirmed' },
    },
  },
  after: {},
});
