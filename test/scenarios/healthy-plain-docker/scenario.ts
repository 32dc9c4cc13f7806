import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: edited, built, and a new container started',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
