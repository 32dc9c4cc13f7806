import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A new folder beside the one that the Dockerfile copies',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY package.json ./\nCOPY src/ ./src/'),
    'package.json': '{ "name": "shop" }\n',
  },
  play: async ({ compose, write }) => {
    await write('templates/index.html', '<h1>New</h1>\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'templates/index.html' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'not-copied-by-dockerfile',
      certainty: 'confirmed',
      says: ['Dockerfile'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
