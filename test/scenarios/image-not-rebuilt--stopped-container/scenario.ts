import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container is stopped, and its image older than the edit',
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('stop');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
