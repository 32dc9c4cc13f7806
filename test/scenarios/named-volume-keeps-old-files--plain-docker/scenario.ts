import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: a new container from the new image, but with the same volume',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    const start = ['run', '-d', '--name', `${name}-web`, '-v', `${name}-code:/app/src`, name];
    await docker('build', '-t', name, '.');
    await docker(...start);
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('rm', '-f', `${name}-web`);
    await docker(...start);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      says: ['shop-code'],
    },
  },
  after: {},
});
