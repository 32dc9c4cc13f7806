import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'Somebody changed the file in the container; the image was built since, which on containerd’s store takes the old one away',
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'sh', '-c', 'echo "serve(debug)" > /app/src/server.js');
    await write('src/server.js', edited);
    await compose('build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'changed-in-writable-layer',
      certainty: 'confirmed',
      says: ['among what this container changed'],
      remedy: 'docker compose … up -d --force-recreate web',
      also: { 'container-runs-old-image': 'confirmed' },
    },
  },
  after: {},
});
