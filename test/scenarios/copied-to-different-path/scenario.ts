import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'COPY puts the folder one level too deep; the process starts the old script that the base image has',
  files: {
    'base/Dockerfile': `FROM ${baseImage}\nCOPY start.sh /srv/start.sh\n`,
    'base/start.sh': 'echo old; exec sleep 86400\n',
    'app/start.sh': 'echo new, at last; exec sleep 86400\n',
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', `${name}-base`, 'base');
    await write('Dockerfile', `FROM ${name}-base\nWORKDIR /srv\nCOPY app ./app\nCMD ["sh", "/srv/start.sh"]\n`);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'app/start.sh' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'copied-to-different-path',
      certainty: 'confirmed',
      says: ['/srv/app/start.sh', '/srv/start.sh', 'Dockerfile:3', 'COPY app ./app'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
