import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A tmpfs lies over the code, and the image below it was not built since the edit',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    tmpfs:\n      - /app/src\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'tmpfs-hides-file',
      certainty: 'confirmed',
      says: ['/app/src', 'compose.yaml:5'],
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
  after: {
    then: async ({ compose }) => {
      await compose('up', '-d', '--build');
    },
  },
});
