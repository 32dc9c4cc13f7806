import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A rollout was interrupted: the new replica runs beside the old one, which nobody removed',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'leftover-old-replica',
      certainty: 'confirmed',
      says: ['shop-web-2'],
      remedy: 'docker … rm -f shop-web-1',
      outranked: ['container-runs-old-image'],
    },
    'shop-web-2': { outcome: 'change-is-present' },
  },
  after: {},
});
