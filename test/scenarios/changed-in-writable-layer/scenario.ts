import { canaries } from '../../support/canaries.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Somebody tried something inside the container, and the file is another one there since',
  files: {
    ...shop,
    'compose.yaml': `services:\n  web:\n    build: .\n    labels: ["token=${canaries.label}"]\n`,
  },
  play: async ({ compose, docker, name }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'sh', '-c', 'echo "serve(debug)" > /app/src/server.js');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'changed-in-writable-layer',
      certainty: 'confirmed',
      says: ['/app/src/server.js'],
      remedy: 'docker compose … up -d --force-recreate web',
    },
  },
  after: {},
});
