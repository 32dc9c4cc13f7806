import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The new replica did not fail: somebody stopped it, and the old one runs on',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
    await docker('stop', `${name}-web-2`);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' },
  },
});
