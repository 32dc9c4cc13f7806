import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A volume holds the first version, the image the second, the workspace the third',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app\nvolumes:\n  code:\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', 'serve("between")\n');
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
  after: {},
});
