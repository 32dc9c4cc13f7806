import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { initSwarm } from '../../support/swarm.ts';

export default defineScenario({
  title:
    'A Swarm service of an image that no registry has is not pinned; its task just was not replaced since the build',
  files: plainShopIn('/srv/local-service'),
  play: async (stage) => {
    const { docker, write, name } = stage;
    await initSwarm(stage);
    await docker('build', '-t', name, '.');
    await docker(
      'service',
      'create',
      '--no-resolve-image',
      '--name',
      `${name}-web`,
      '--detach=false',
      `${name}:latest`,
    );
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web.1.task': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      remedy: 'docker service update --detach=false --no-resolve-image --force --image shop:latest shop-web',
    },
  },
  after: {},
});
