import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services of one folder: only the other one was built after the edit',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n  worker:\n    build: .\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build', 'worker');
  },
  asked: { file: 'src/server.js', container: 'shop-web-1' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
