import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN after the COPY makes another file; the copied one is as it was copied',
  files: { ...shop, Dockerfile: shop.Dockerfile.replace('COPY . .', 'COPY . .\nRUN cat src/*.js > bundle.js') },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: ['confirmed', 'likely'] },
  },
  after: {},
});
