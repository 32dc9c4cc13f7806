import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A rollout was interrupted; the Compose file asks for one replica, and two run',
  files: { ...shop, 'compose.yaml': `${shop['compose.yaml']}    deploy:\n      replicas: 1\n` },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-deps', '--no-recreate', '--scale', 'web=2');
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
    'shop-web-2': {
      outcome: 'change-is-present',
      says: ['2 containers of web run, and the Compose file asks for 1: shop-web-1, shop-web-2', 'compose.yaml:5'],
    },
  },
  after: {},
});
