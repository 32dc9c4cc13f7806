import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two Dockerfiles were the same until the one that is not built was edited',
  files: { ...plainShop, 'deploy/Dockerfile': plainShop.Dockerfile },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '-f', 'deploy/Dockerfile', '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('Dockerfile', `${plainShop.Dockerfile}ENV MODE=two\n`);
  },
  asked: { file: 'Dockerfile', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'other-dockerfile',
      outranked: ['image-not-rebuilt'],
      certainty: 'likely',
      says: ['/home/dev/shop/deploy/Dockerfile', '/home/dev/shop/Dockerfile'],
    },
  },
});
