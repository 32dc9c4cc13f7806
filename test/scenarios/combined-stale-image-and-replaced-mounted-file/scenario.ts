import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image is old, and the single mounted file was saved by rename: the process holds the old inode',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src/server.js:/app/src/server.js\n',
  },
  play: async ({ compose, replace, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await replace('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'single-file-bind-old-inode',
      certainty: 'confirmed',
      remedy: 'docker … restart shop-web-1',
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
  after: {},
});
