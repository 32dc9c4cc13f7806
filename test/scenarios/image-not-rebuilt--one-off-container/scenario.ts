import { defineScenario } from '../../support/scenario.ts';
import { edited, shop } from '../../support/shop.ts';

export default defineScenario({
  title:
    'A container of docker compose run keeps the old content; Compose builds its image, and leaves the container alone',
  files: shop,
  play: async ({ compose, name, write }) => {
    await compose('build');
    await compose('run', '-d', '--name', `${name}-shell`, 'web', 'sleep', '86400');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-shell': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker compose … build web',
    },
  },
  after: {
    then: async ({ compose, name }) => {
      await compose('run', '-d', '--name', `${name}-shell`, 'web', 'sleep', '86400');
    },
  },
});
