import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A tmpfs lies over the file; the engine’s archive shows the image’s file below it all the same',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    tmpfs:\n      - /app/src\n' },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'tmpfs-hides-file',
      certainty: 'confirmed',
      says: ['a tmpfs at /app/src', 'compose.yaml:5', 'finds no /app/src/server.js'],
      remedy: 'edit /home/dev/shop/compose.yaml',
    },
  },
  after: {},
});
