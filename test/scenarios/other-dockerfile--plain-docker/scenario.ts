import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'docker build -f names the Dockerfile in a folder of its own, and the one at the top was edited',
  files: { ...plainShop, 'deploy/Dockerfile': plainShop.Dockerfile.replace('COPY . .', 'COPY src/ src/') },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '-f', 'deploy/Dockerfile', '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('Dockerfile', plainShop.Dockerfile.replace('COPY . .', 'COPY . .\nRUN touch /ready'));
  },
  asked: { file: 'Dockerfile', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'other-dockerfile',
      outranked: ['not-copied-by-dockerfile'],
      certainty: 'confirmed',
      says: ['/home/dev/shop/deploy/Dockerfile', '/home/dev/shop/Dockerfile'],
    },
  },
});
