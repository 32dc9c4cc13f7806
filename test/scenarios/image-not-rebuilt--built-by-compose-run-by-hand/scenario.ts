import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Compose built and named the image, the container was started by docker run',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('build');
    await docker('run', '-d', '--name', `${name}-by-hand`, `${name}-web`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-by-hand': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
