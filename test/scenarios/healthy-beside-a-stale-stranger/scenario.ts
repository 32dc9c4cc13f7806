import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Another project with the same Dockerfile runs another version; it is not asked about, and not accused',
  files: shop,
  play: async ({ compose, write, beside }) => {
    const stranger = await beside('stranger', shop);
    await stranger.compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
