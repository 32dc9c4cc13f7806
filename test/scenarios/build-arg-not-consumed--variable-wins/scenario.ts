import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'ENV has the name of the build argument, and its value wins in every RUN',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}\nARG MODE=live\nENV MODE=live\nWORKDIR /app\nRUN echo $MODE > /mode\nCOPY . .\nCMD ["sleep", "86400"]\n`,
  },
  play: async ({ docker, name }) => {
    await docker('build', '--build-arg', 'MODE=test', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'build-arg-not-consumed',
      certainty: 'confirmed',
      says: ['MODE', 'Dockerfile:3', 'Dockerfile:5'],
    },
  },
});
