import { defineScenario } from '../../support/scenario.ts';
import { edited, plainShopIn } from '../../support/shop.ts';
import { initSwarm } from '../../support/swarm.ts';

export default defineScenario({
  title: 'A Swarm service was set to the tag again after the push, and its two tasks run the new image',
  needsRegistry: true,
  files: plainShopIn('/srv/up-to-date'),
  play: async (stage) => {
    const { docker, write, registry, name } = stage;
    await initSwarm(stage);
    const image = `${registry}:prod`;
    await docker('build', '-t', image, '.');
    await docker('push', image);
    await docker('service', 'create', '--name', `${name}-web`, '--replicas', '2', '--detach=false', image);
    await write('src/server.js', edited);
    await docker('build', '-t', image, '.');
    await docker('push', image);
    await docker('service', 'update', '--detach=false', '--image', image, `${name}-web`);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web.1.task': { outcome: 'change-is-present' },
    'shop-web.2.task': { outcome: 'change-is-present' },
  },
});
