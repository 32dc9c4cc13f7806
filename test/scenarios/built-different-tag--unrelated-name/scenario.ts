import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built under a name that has nothing to do with the container’s',
  // Engine 20.10 keeps no record of the build, and there its steps tie the image to this project.
  files: { ...plainShop, Dockerfile: `${plainShop.Dockerfile}RUN echo unrelated-name >/made\n` },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}/storefront:1`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}/storefront:1`);
    await write('src/server.js', `${edited}// ${name}\n`);
    await docker('build', '-t', `${name}-next`, '.');
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['shop-next:latest', 'shop/storefront:1'],
    },
  },
  after: {},
});
