import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An override file was added after the container was created',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      MODE: live\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.override.yaml', 'services:\n  web:\n    environment:\n      MODE: test\n');
    await compose('restart');
  },
  asked: { file: 'compose.override.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      says: ['MODE', 'compose.override.yaml:4'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
