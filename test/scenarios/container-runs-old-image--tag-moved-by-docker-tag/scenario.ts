import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The new image was built under another tag, and the container’s tag was moved to it',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}:live`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:live`);
    await write('src/server.js', edited);
    await docker('build', '-t', `${name}:next`, '.');
    await docker('tag', `${name}:next`, `${name}:live`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {},
});
