import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The legacy builder does not read Dockerfile.dockerignore: the file is in the image all the same',
  files: { ...plainShop, 'Dockerfile.dockerignore': 'src\n' },
  play: async ({ docker, buildByLegacyBuilder, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
