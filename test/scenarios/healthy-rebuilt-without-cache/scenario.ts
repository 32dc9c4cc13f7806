import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built again without the cache: another image with the same file, and the container is still on the first',
  files: { ...shop, Dockerfile: shop.Dockerfile.replace('CMD', 'RUN date > /built-at\nCMD') },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
    await compose('build', '--no-cache');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
