import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'docker cp brought the new file: the change is there, though a new container would not have it',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await docker('cp', 'src/server.js', `${name}-web-1:/app/src/server.js`);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['recreate'] } },
});
