import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An ignore line keeps the file out of the new image, and a volume filled from the first one lies over it',
  files: shop,
  play: async ({ compose, write }) => {
    await write(
      'compose.yaml',
      `${shop['compose.yaml']}    volumes:
      - code:/app/src
volumes:
  code:
`,
    );
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('.dockerignore', 'src/server.js\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      says: ['shop_code'],
      also: { 'dockerignore-excludes-file': 'confirmed' },
    },
  },
  after: {},
});
