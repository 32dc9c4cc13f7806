import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The usual trick for node_modules: the folder is mounted live, and a volume protects what the image installed',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n      - /app/node_modules\n',
    'node_modules/left-pad/index.js': 'pad 1\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('node_modules/left-pad/index.js', 'pad 2, repaired\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'node_modules/left-pad/index.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'nested-volume-shadows-bind',
      certainty: 'confirmed',
      says: ['/home/dev/shop is mounted at /app', 'at /app/node_modules', 'compose.yaml:6'],
      remedy: 'edit /home/dev/shop/compose.yaml',
      outranked: ['anonymous-volume-kept'],
    },
  },
  after: {},
});
