import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container is paused, and holds the change; no program can be run in it',
  files: shop,
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
    await compose('pause');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
