import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'ENV of the Dockerfile was changed, built and run again, with -e as before',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}\nENV MODE=live\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await write('Dockerfile', `FROM ${baseImage}\nENV MODE=test\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '-e', 'MODE=staging', name);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'env-overridden-at-run',
      certainty: 'confirmed',
      says: ['ENV MODE', 'Dockerfile:2', '.Config.Env'],
    },
  },
});
