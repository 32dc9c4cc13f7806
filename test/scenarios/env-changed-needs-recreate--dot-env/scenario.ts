import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A variable in `.env` was changed that the Compose file puts into the environment and into a label',
  files: {
    ...shop,
    '.dockerignore': '.env\n',
    '.env': 'COLOUR=blue\nUNUSED=1\n',
    'compose.yaml': `services:
  web:
    build: .
    environment:
      THEME: "\${COLOUR:-grey}"
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('.env', 'UNUSED=1\nCOLOUR=green\n');
    await compose('restart');
  },
  asked: { file: '.env' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      certainty: 'confirmed',
      says: ['THEME', '.env:2', 'compose.yaml:5'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
