import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'CMD of the Dockerfile was changed and built; the container was run with a command of its own',
  files: plainShop,
  play: async ({ docker, write, name }) => {
    await write('Dockerfile', `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86000"]\n`);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name, 'sleep', '1d');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'command-overridden-at-run',
      certainty: 'confirmed',
      says: ['CMD', 'Dockerfile:4', '.Config'],
    },
  },
});
