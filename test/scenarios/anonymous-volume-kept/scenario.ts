import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An anonymous volume over vendor/ is carried over to every new container',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - /app/vendor\n',
    'vendor/library.js': 'library 1.0\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('vendor/library.js', 'library 2.0\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'vendor/library.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'anonymous-volume-kept',
      certainty: 'confirmed',
      says: ['/app/vendor'],
      remedy: 'docker compose … up -d --force-recreate -V web',
    },
  },
  after: {},
});
