import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const old = {
  outcome: 'cause-found',
  cause: 'leftover-old-replica',
  certainty: 'confirmed',
  outranked: ['container-runs-old-image'],
} as const;

export default defineScenario({
  title: 'Two old replicas were left beside two new ones, as docker rollout leaves them when it is interrupted',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    deploy:\n      replicas: 2\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=4');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { ...old, says: ['shop-web-2'] },
    'shop-web-2': { ...old, says: ['shop-web-1'] },
    'shop-web-3': { outcome: 'change-is-present' },
    'shop-web-4': { outcome: 'change-is-present' },
  },
  after: {},
});
