import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The image was built again because of another file; the one in question is the same in both, and in the container',
  files: { ...shop, 'src/routes.js': 'routes\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
  },
  asked: { file: 'src/routes.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
