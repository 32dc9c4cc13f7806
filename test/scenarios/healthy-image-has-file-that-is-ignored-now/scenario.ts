import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The ignore file excludes the file now, but the image was built before and has exactly this content',
  engines: ['engine-20.10'],
  files: shop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('.dockerignore', 'src\n');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
