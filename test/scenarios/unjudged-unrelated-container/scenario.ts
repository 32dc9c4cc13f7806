import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked by name about a container that has nothing to do with the file: it is not to blame',
  engines: ['engine-28-classic'],
  files: shop,
  play: async ({ compose, docker, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await docker('run', '-d', '--name', `${name}-database`, baseImage);
  },
  asked: { file: 'src/server.js', container: 'shop-database' },
  expected: {
    'shop-database': {
      outcome: 'unknown',
    },
  },
});
