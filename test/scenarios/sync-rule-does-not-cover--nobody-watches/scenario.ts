import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A watch rule covers the file, but nobody runs “docker compose watch”',
  engines: ['engine-20.10'], // Rules and processes are this machine's; the engine has no part in them.
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    develop:\n      watch:\n        - action: sync\n          path: .\n          target: /app\n          ignore:\n            - docs/\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'sync-rule-does-not-cover',
      certainty: 'likely',
      says: ['/home/dev/shop/compose.yaml:7', 'nobody runs'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
