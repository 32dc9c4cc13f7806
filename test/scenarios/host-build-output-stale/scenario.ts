import { bundledShop } from '../../support/bundled-shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image copies dist/, which a build on the host makes; the source was edited and that build was not run',
  files: bundledShop,
  play: async ({ compose, write }) => {
    await write('src/app.ts', 'const price = 2;\nshow(price);\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/app.ts' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'host-build-output-stale',
      certainty: 'confirmed',
      says: ['dist', 'Dockerfile:3'],
      remedy: 'npm --prefix … run build',
      outranked: ['not-copied-by-dockerfile'],
    },
  },
  after: {},
});
