import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The folder is mounted live, but a volume below it keeps the first bundle, and the image was not rebuilt either',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n      - bundle:/app/src/dist\nvolumes:\n  bundle:\n',
    'src/dist/bundle.js': 'first()\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/dist/bundle.js', 'second()\n');
  },
  asked: { file: 'src/dist/bundle.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'nested-volume-shadows-bind',
      certainty: 'confirmed',
      says: ['/app/src/dist'],
      also: { 'image-not-rebuilt': 'confirmed' },
      outranked: ['named-volume-keeps-old-files'],
    },
  },
});
