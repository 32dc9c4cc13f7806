import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The stopped container’s image was removed after the new build, so it cannot be read any more',
  files: shop,
  play: async ({ compose, docker, write, name, engine }) => {
    await compose('up', '-d', '--build');
    const old = await docker('inspect', '--format', '{{.Image}}', `${name}-web-1`);
    await write('src/server.js', edited);
    await compose('build');
    await compose('stop');
    // On containerd's store the rebuild itself has removed the image.
    if (engine !== 'engine-28-containerd') await docker('rmi', '-f', old);
    await docker('start', `${name}-web-1`);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {},
});
