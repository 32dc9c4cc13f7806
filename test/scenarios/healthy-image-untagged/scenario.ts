import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image’s name was removed by "docker rmi -f" while the container runs from it',
  files: shop,
  play: async ({ compose, docker, name }) => {
    await compose('up', '-d', '--build');
    await docker('rmi', '-f', `${name}-web`);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
