import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A step that cleans up removes the file that COPY brought',
  files: {
    ...plainShop,
    Dockerfile: plainShop.Dockerfile.replace('COPY . .', 'COPY . /app/\nRUN rm -rf /app/tools'),
    'tools/check.js': 'check()\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'tools/check.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'later-step-overwrites-file',
      certainty: 'confirmed',
      says: ['Dockerfile:3', '/app/tools/check.js', 'removes', 'Dockerfile:4'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
