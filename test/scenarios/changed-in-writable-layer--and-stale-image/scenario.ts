import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image is old, and somebody changed the file in the container as well: only a build brings the edit',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'sh', '-c', 'echo "serve(debug)" > /app/src/server.js');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'changed-in-writable-layer',
      certainty: 'confirmed',
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
  after: {},
});
