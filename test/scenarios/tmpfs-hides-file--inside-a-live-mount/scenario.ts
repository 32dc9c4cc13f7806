import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The folder is mounted live, with a tmpfs over its cache/, and somebody edits a file there',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - .:/app
      - type: tmpfs
        target: /app/cache/
`,
    'cache/rules.json': '[]\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('cache/rules.json', '["new"]\n');
  },
  asked: { file: 'cache/rules.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'tmpfs-hides-file',
      certainty: 'confirmed',
      says: ['tmpfs at /app/cache', 'compose.yaml:6'],
      remedy: 'edit /home/dev/shop/compose.yaml',
    },
  },
  after: {},
});
