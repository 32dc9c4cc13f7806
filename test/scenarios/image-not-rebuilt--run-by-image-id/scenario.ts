import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container was started from an image ID, so there is no tag that could have moved',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    const id = await docker('build', '-q', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, id);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed' } },
});
