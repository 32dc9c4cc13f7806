import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A later COPY brings another file to the same path, on purpose',
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
      outcome: 'cause-found',
      cause: 'later-step-overwrites-file',
      certainty: 'confirmed',
      says: ['Dockerfile:3', 'Dockerfile:4', 'deploy/production.js'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
