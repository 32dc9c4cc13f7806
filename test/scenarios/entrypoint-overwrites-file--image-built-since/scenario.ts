import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The start script writes over the file, and a restart after the build starts the old container again',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace(
      '["sleep", "86400"]',
      '["sh", "-c", "cp /app/defaults/server.js /app/src/server.js && exec sleep 86400"]',
    ),
    'defaults/server.js': 'serve("the default")\n',
  },
  play: async ({ compose, docker, until, write, name }) => {
    const isWritten = async (): Promise<boolean> =>
      (await docker('exec', `${name}-web-1`, 'cat', '/app/src/server.js')).includes('default');
    await compose('up', '-d', '--build');
    await until('the copy', isWritten);
    await write('src/server.js', edited);
    // On containerd's store the build takes the container's image away.
    await compose('build');
    await compose('restart', '-t', '0');
    await until('the copy of the next start', isWritten);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'entrypoint-overwrites-file',
      certainty: 'confirmed',
      says: ['cp in line 1'],
      also: { 'container-runs-old-image': 'confirmed' },
      outranked: ['changed-in-writable-layer'],
    },
  },
});
