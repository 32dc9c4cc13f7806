import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An old data volume lies beside the code, whose image and container are new',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - data:/app/data\n      - /app/cache\nvolumes:\n  data:\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
