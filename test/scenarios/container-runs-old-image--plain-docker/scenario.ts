import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: built again under the same name, but the container is still the first one',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      remedy: 'docker rm -f shop-web',
    },
  },
  after: {},
});
