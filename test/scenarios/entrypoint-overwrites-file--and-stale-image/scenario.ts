import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The start script copies its defaults over the file, and the image was not built since the edit either',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace(
      '["sleep", "86400"]',
      '["sh", "-c", "cp -r /app/defaults/. /app/src/ && exec sleep 86400"]',
    ),
    'defaults/server.js': 'serve("the default")\n',
  },
  play: async ({ compose, docker, until, write, name }) => {
    await compose('up', '-d', '--build');
    await until('the copy', async () =>
      (await docker('exec', `${name}-web-1`, 'cat', '/app/src/server.js')).includes('default'),
    );
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'entrypoint-overwrites-file',
      certainty: 'confirmed',
      says: ['cp in line 1', 'a third content'],
      also: { 'image-not-rebuilt': 'confirmed' },
      outranked: ['changed-in-writable-layer'],
    },
  },
});
