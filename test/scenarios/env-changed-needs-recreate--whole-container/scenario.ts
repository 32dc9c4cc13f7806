import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked about the whole container: the files agree, and a variable was taken out of the Compose file',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      - DEBUG=1\n      - PORT=80\n',
    '.dockerignore': 'compose.yaml\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', 'services:\n  web:\n    build: .\n    environment:\n      - PORT=80\n');
    await compose('restart');
  },
  asked: { file: null },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      certainty: 'confirmed',
      says: ['DEBUG', 'compose.yaml:2'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
