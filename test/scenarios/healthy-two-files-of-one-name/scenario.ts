import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The command names another file of the same name, which the workspace has too',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /srv\nCOPY . /srv\nCMD ["sh", "start.sh"]\n`,
    'start.sh': 'exec sleep 86400\n',
    'jobs/start.sh': 'echo job\n',
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'jobs/start.sh' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
