import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two projects are made from one folder, and both were built since the edit',
  files: shop,
  play: async ({ compose, write, name }) => {
    await compose('up', '-d', '--build');
    await compose('-p', `${name}-test`, 'up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
    await compose('-p', `${name}-test`, 'up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { outcome: 'change-is-present' },
    'shop-test-web-1': { outcome: 'change-is-present' },
  },
});
