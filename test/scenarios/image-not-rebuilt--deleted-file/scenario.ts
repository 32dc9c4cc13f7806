import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A file was renamed, and the container still has it under its old name: nothing was built since',
  files: { ...plainShop, 'src/old/legacy.js': 'legacy()\n' },
  play: async ({ docker, name, folder }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await rm(join(folder, 'src/old'), { recursive: true });
  },
  asked: { file: 'src/old/legacy.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['src/old/legacy.js', 'was deleted', '/app/src/old/legacy.js'],
    },
  },
  after: {},
});
