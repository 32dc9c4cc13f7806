import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A later COPY brings another file to the same path, on purpose',
  engines: ['engine-28-containerd'],
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY . .\nCOPY deploy/production.js src/server.js'),
    'deploy/production.js': 'serve("production")\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'unknown',
      also: { 'image-not-rebuilt': 'possible', 'not-copied-by-dockerfile': 'possible' },
    },
  },
});
