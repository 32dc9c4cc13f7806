import { bundledShop } from '../../support/bundled-shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The bundle was built on the host after the edit; the image that copies it was not',
  files: bundledShop,
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/app.ts', 'const price = 2;\nshow(price);\n');
    await write('dist/app.js', 'const price = 2;\nshow(price);\n');
    await compose('up', '-d');
  },
  asked: { file: 'src/app.ts' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'likely',
      says: ['dist', 'Dockerfile:3', '/srv/public/app.js'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
