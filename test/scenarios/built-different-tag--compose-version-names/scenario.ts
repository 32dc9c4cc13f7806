import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built by hand under the name that Compose v1 gives the service; v2 runs another',
  files: shop,
  play: async ({ docker, compose, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await docker('build', '-t', `${name}_web`, '.');
    await compose('up', '-d', '--force-recreate');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['shop_web', 'shop-web'],
    },
  },
  after: {},
});
