import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { initSwarm } from '../../support/swarm.ts';

export default defineScenario({
  title:
    'A stack of two replicas; the image was built again, and "stack deploy" changed nothing, because nothing was pushed',
  needsRegistry: true,
  files: plainShopIn('/srv/stack'),
  play: async (stage) => {
    const { docker, write, registry, name } = stage;
    await initSwarm(stage);
    const image = `${registry}/api:2`;
    await write('stack.yml', `services:\n  web:\n    image: ${image}\n    deploy:\n      replicas: 2\n`);
    await docker('build', '-t', image, '.');
    await docker('push', image);
    await docker('stack', 'deploy', '--detach=false', '-c', 'stack.yml', name);
    await write('src/server.js', edited);
    await docker('build', '-t', image, '.');
    await docker('stack', 'deploy', '--detach=false', '-c', 'stack.yml', name);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop_web.1.task': {
      outcome: 'cause-found',
      cause: 'swarm-service-pinned',
      certainty: 'confirmed',
      says: ['shop_web', '2 of 2 running tasks'],
      outranked: ['container-runs-old-image'],
    },
    'shop_web.2.task': {
      outcome: 'cause-found',
      cause: 'swarm-service-pinned',
      certainty: 'confirmed',
      outranked: ['container-runs-old-image'],
    },
  },
});
