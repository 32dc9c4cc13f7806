import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Both builds were made by the legacy builder',
  files: plainShop,
  play: async ({ docker, buildByLegacyBuilder, write, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
    await buildByLegacyBuilder('-t', name, '.');
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {},
});
