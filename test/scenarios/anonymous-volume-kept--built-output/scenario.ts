import { builtShopWith } from '../../support/built-shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source is mounted live and the image was built again, but an anonymous volume keeps the old output',
  files: builtShopWith('/srv/dist'),
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/prices.ts', 'price=2\ncurrency=eur\nsleep 86400\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/prices.ts' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'anonymous-volume-kept',
      certainty: 'confirmed',
      says: ['/srv/dist', 'Dockerfile:4'],
      remedy: 'docker compose … up -d --force-recreate -V web',
    },
  },
  after: {},
});
