import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image runs as another user than root, who may read the file',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY --chown=1000:1000 --chmod=600 settings.ini .\nUSER 1000\nCMD ["sleep", "86400"]\n`,
    'settings.ini': 'level = 1\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
  },
  asked: { file: 'settings.ini' },
  expected: { shop: { outcome: 'change-is-present' } },
});
