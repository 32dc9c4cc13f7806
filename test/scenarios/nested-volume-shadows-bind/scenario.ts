import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The whole folder is mounted live, but a named volume lies over dist/ inside it',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - .:/app
      - dist:/app/dist
volumes:
  dist:
`,
    'dist/bundle.js': 'bundle 1\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('dist/bundle.js', 'bundle 2\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'dist/bundle.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'nested-volume-shadows-bind',
      certainty: 'confirmed',
      says: ['/home/dev/shop is mounted at /app', 'Volume shop_dist', 'compose.yaml:6'],
      remedy: 'edit /home/dev/shop/compose.yaml',
      outranked: ['named-volume-keeps-old-files'],
    },
  },
  after: {},
});
