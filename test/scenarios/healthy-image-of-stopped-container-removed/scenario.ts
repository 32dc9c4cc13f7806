import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The stopped container’s image was removed by force; the container still has the file',
  files: plainShop,
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await docker('stop', `${name}-web`);
    await docker('rmi', '-f', name);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
