import { defineScenario } from '../../support/scenario.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title: 'A reloader runs, and was told to watch another folder than the file’s',
  files: {
    Dockerfile: `FROM ${baseImage}\nCOPY uvicorn /usr/local/bin/uvicorn\nWORKDIR /srv\n`,
    uvicorn: '#!/bin/sh\ncat /srv/prices/table.py\nwhile true; do sleep 1; done\n',
    'shop/app.py': 'from prices import table\n',
    'prices/table.py': 'bread = 1\n',
  },
  play: async ({ docker, write, untilLogged, untilWellAfterStartOf, folder, name }) => {
    await docker('build', '-t', name, '.');
    const server = ['sh', '/usr/local/bin/uvicorn', 'shop:app', '--reload', '--reload-dir', 'shop'];
    await docker('run', '-d', '--name', `${name}-web`, '-v', `${folder}:/srv`, name, ...server);
    await untilLogged(`${name}-web`, 'bread = 1');
    await untilWellAfterStartOf(`${name}-web`);
    await write('prices/table.py', 'bread = 2\n');
  },
  asked: { file: 'prices/table.py' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'process-not-restarted',
      certainty: ['confirmed', 'likely'],
      says: ['uvicorn'],
      remedy: 'docker restart shop-web',
    },
  },
  after: {},
});
