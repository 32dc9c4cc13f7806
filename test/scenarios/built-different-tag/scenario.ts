import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built as "latest" after the edit, while the container runs the tag "dev"',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}:dev`, '.');
    await docker('run', '-d', '--name', `${name}-web`, `${name}:dev`);
    await write('src/server.js', edited);
    await docker('build', '-t', name, '.');
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['shop:latest', 'shop:dev', 'sha256'],
      remedy: 'docker tag shop:latest shop:dev',
    },
  },
  after: {},
});
