import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The local build never was in the registry, which has an older one: nothing to pull',
  needsRegistry: true,
  files: plainShop,
  play: async ({ docker, write, registry, name }) => {
    const image = `${registry}/web`;
    await docker('build', '-t', image, '.');
    await docker('push', '-q', image);
    await write('src/server.js', 'serve("second version, built here")\n');
    await docker('build', '-t', image, '.');
    await docker('run', '-d', '--name', `${name}-web`, image);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
  after: {},
});
