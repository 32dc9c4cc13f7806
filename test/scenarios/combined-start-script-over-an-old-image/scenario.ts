import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The start script writes the file anew at each start, and the image below is old as well',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace(/CMD.*\n/, 'CMD ["sh", "/app/start.sh"]\n'),
    'start.sh': 'echo written by the start script > /app/src/server.js\nexec sleep 86400\n',
  },
  play: async ({ compose, write, until, name, docker }) => {
    await compose('up', '-d', '--build');
    await until('the start script', async () =>
      (await docker('exec', `${name}-web-1`, 'cat', '/app/src/server.js')).includes('start script'),
    );
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'entrypoint-overwrites-file',
      certainty: 'confirmed',
      also: { 'image-not-rebuilt': 'confirmed' },
      outranked: ['changed-in-writable-layer'],
    },
  },
});
