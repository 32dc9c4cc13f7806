import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Compose watch is set up for one folder; the edited file is in another',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    develop:\n      watch:\n        - action: sync\n          path: ./src\n          target: /app/src\n',
    'settings/shop.json': '{"version": 1}\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('settings/shop.json', '{"version": 2}\n');
  },
  asked: { file: 'settings/shop.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'sync-rule-does-not-cover',
      certainty: 'confirmed',
      says: ['/home/dev/shop/compose.yaml:7'],
      remedy: 'docker compose -p shop … up -d --build web',
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {},
});
