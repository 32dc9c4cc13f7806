import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Nothing of this project runs; another project with the same files does, and is not taken for it',
  files: shop,
  play: async ({ write, beside }) => {
    const stranger = await beside('stranger', shop);
    await stranger.compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {},
});
