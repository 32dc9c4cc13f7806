import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { initSwarm } from '../../support/swarm.ts';

export default defineScenario({
  title:
    'The image was built and pushed again under its tag; "service update --force" started the old digest once more',
  needsRegistry: true,
  files: plainShopIn('/srv/pinned'),
  play: async (stage) => {
    const { docker, write, registry, name } = stage;
    await initSwarm(stage);
    const image = `${registry}:prod`;
    await docker('build', '-t', image, '.');
    await docker('push', image);
    await docker('service', 'create', '--name', `${name}-web`, '--detach=false', image);
    await write('src/server.js', edited);
    await docker('build', '-t', image, '.');
    await docker('push', image);
    await docker('service', 'update', '--force', '--detach=false', `${name}-web`);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web.1.task': {
      outcome: 'cause-found',
      cause: 'swarm-service-pinned',
      certainty: 'confirmed',
      says: ['localhost:5000/shop:prod', 'docker service inspect shop-web', '1 of 1 running tasks'],
      remedy: 'docker push localhost:5000/shop:prod',
      outranked: ['container-runs-old-image'],
    },
  },
  after: {},
});
