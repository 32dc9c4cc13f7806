import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'An ignore line keeps the file out of the image, and a mount of another release lies over it: the mount decides',
  files: {
    ...shop,
    '.dockerignore': 'src/server.js\n',
    'src/other.js': 'other()\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./release:/app/src\n',
    'release/server.js': 'serve("a release")\n',
  },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['compose.yaml:5'],
      also: { 'dockerignore-excludes-file': 'confirmed' },
    },
  },
});
