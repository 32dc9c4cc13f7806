import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Dockerfile declares a VOLUME over the files it copies',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('CMD', 'VOLUME /app/public\nCMD'),
    'public/index.html': '<h1>Old</h1>\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('public/index.html', '<h1>Brand new</h1>\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/index.html' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'anonymous-volume-kept', certainty: 'confirmed' } },
  after: {},
});
