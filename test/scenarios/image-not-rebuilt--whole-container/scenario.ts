import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container: two of its files were edited after the build',
  files: { ...shop, 'src/routes.js': 'routes\n', 'README.md': 'About the shop\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('src/routes.js', 'more routes\n');
  },
  asked: { file: null },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
