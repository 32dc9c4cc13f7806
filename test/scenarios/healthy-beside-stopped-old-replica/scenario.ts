import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The old replica was stopped and not removed; the running one has the change',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
    await docker('stop', `${name}-web-1`);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-2': { outcome: 'change-is-present' } },
});
