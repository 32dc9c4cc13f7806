import { bundledShop } from '../../support/bundled-shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The bundle was built on the host after the edit, and the image after that; the source itself is copied nowhere',
  files: {
    'web/Dockerfile': bundledShop.Dockerfile,
    'compose.yaml': 'services:\n  web:\n    build: ./web\n',
    'web/package.json': bundledShop['package.json'],
    'web/src/app.ts': 'const price = 2;\nshow(price);\n',
    'web/dist/app.js': 'const price = 2;\nshow(price);\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'web/src/app.ts' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/srv/public/app.js'] } },
});
