import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'An entrypoint fills in a template by way of a helper script and a variable, and then runs the command',
  files: {
    ...plainShop,
    Dockerfile:
      'FROM unstale-scenario-base\nWORKDIR /srv\nCOPY . .\nRUN chmod +x docker/entry.sh\nENTRYPOINT ["/srv/docker/entry.sh"]\nCMD ["sleep", "86400"]\n',
    'docker/entry.sh': '#!/bin/sh\nset -e\n. /srv/docker/render.sh\necho ready\nexec "$@"\n',
    'docker/render.sh': 'TARGET=/srv/public/config.js\nsed "s/__URL__/${URL:-none}/" /srv/config.tpl > "$TARGET"\n',
    'config.tpl': 'window.url = "__URL__"\n',
    'public/config.js': 'window.url = "http://localhost"\n',
  },
  play: async ({ docker, untilLogged, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '-e', 'URL=x', name);
    await untilLogged(`${name}-web`, 'ready');
  },
  asked: { file: 'public/config.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'entrypoint-overwrites-file',
      certainty: 'confirmed',
      says: ['/srv/docker/render.sh:2', 'sed in line 2'],
      outranked: ['changed-in-writable-layer'],
    },
  },
});
