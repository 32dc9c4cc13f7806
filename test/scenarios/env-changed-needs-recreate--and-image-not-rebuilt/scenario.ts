import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked about a source file: it is not in the image, and the environment has changed as well',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      MODE: live\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('compose.yaml', 'services:\n  web:\n    build: .\n    environment:\n      MODE: test\n');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      also: { 'env-changed-needs-recreate': 'confirmed' },
    },
  },
  after: {},
});
