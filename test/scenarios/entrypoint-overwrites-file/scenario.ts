import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The start script writes over the file each time the container starts',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('["sleep", "86400"]', '["sh", "/app/start.sh"]'),
    'start.sh': 'echo "written at start" > /app/src/server.js\necho ready\nexec sleep 86400\n',
  },
  play: async ({ compose, untilLogged, name }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-web-1`, 'ready');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'entrypoint-overwrites-file',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build web',
      says: ['/app/start.sh:1', 'echo in line 1'],
      outranked: ['changed-in-writable-layer'],
    },
  },
  after: {
    first: ({ write }) => write('start.sh', 'exec sleep 86400\n'),
  },
});
