import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN after the COPY rewrites the file: image and workspace always differ, and nothing is stale',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY . .\nRUN sed -i s/first/released/ src/server.js'),
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: ['unknown', 'change-is-present'], also: { 'image-not-rebuilt': 'possible' } } },
});
