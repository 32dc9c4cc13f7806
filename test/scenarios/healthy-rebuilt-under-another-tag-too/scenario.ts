import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The same content was built under two tags, and the container runs one of them',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}:1`, '.');
    await write('src/server.js', edited);
    await docker('build', '-t', `${name}:2`, '.');
    await docker('build', '-t', `${name}:latest`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:2`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
