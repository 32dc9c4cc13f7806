import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The edit was built with COMPOSE_PROJECT_NAME set, and the container was started without it',
  files: shop,
  play: async (stage) => {
    await stage.compose('up', '-d', '--build');
    // Content of its own, so that no step comes from the cache with the time of another play.
    await stage.write('src/server.js', `${edited}// ${stage.name}\n`);
    await stage.compose('-p', `${stage.name}_ci`, 'build');
    await stage.compose('up', '-d');
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
  after: {},
});
