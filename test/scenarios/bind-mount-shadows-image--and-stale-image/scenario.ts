import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A mount hides the code, and the image below it is old as well: the mount decides what runs',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./old:/app/src:ro\n',
    'old/server.js': 'serve("older still")\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['compose.yaml:5'],
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
});
