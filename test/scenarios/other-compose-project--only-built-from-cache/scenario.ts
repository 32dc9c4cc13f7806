import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

// Engine 20.10 keeps no record of a build that could name its image.
export default defineScenario({
  engines: ['engine-28-classic', 'engine-28-containerd'],
  title:
    'The edit was built for another project, and all its steps came from the cache with the time of an older build',
  files: shop,
  play: async ({ compose, docker, write, until, name }) => {
    await write('src/server.js', `${edited}// ${name}\n`);
    await docker('build', '-t', `${name}-before`, '.');
    await write('src/server.js', shop['src/server.js'] ?? '');
    await compose('up', '-d', '--build');
    await until('the next second', () => Promise.resolve(Date.now() % 1000 > 900));
    await write('src/server.js', `${edited}// ${name}\n`);
    await compose('-p', `${name}_ci`, 'build');
    await docker('rmi', `${name}-before`);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'other-compose-project',
      certainty: 'confirmed',
      says: ['shop_ci-web', 'project shop'],
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
    },
  },
});
