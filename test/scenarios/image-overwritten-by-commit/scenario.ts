import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A container with a quick repair was committed over the image after the edit',
  files: shop,
  play: async ({ docker, compose, write, name, engine }) => {
    await compose('up', '-d', '--build');
    await docker('exec', `${name}-web-1`, 'sh', '-c', 'echo repaired >/app/repair.txt');
    await write('src/server.js', edited);
    // On containerd's store the build takes the old image away, and the engine commits nothing whose image is gone.
    if (engine !== 'engine-28-containerd') await compose('build');
    await docker('commit', '-m', 'quick repair', `${name}-web-1`, `${name}-web`);
    await compose('up', '-d', '--force-recreate');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-overwritten-by-commit',
      outranked: ['image-not-rebuilt', 'built-different-tag', 'later-step-overwrites-file'],
      certainty: 'confirmed',
      says: ['docker commit', 'sha256'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
