import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit was built and started under another project name (-p) than the container that is looked at',
  files: shop,
  play: async ({ compose, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('-p', `${name}-test`, 'up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'other-compose-project',
      certainty: 'confirmed',
      says: ['project shop-test', 'shop-test-web-1', '/home/dev/shop'],
      remedy: 'docker compose -p shop … up -d --build web',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
    },
    'shop-test-web-1': { outcome: 'change-is-present' },
  },
  after: {},
});
