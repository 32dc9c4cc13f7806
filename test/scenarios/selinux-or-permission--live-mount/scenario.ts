import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The folder is mounted live, and an editor left a file that only its owner may read',
  files: { 'conf/app.env.json': '{ "level": 1 }\n' },
  play: async ({ docker, folder, name, write }) => {
    await docker('run', '-d', '--name', name, '--user', '65534:65534', '-v', `${folder}/conf:/etc/app`, baseImage);
    await write('conf/app.env.json', '{ "level": 2 }\n');
    await chmod(join(folder, 'conf/app.env.json'), 0o640);
  },
  asked: { file: 'conf/app.env.json' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'selinux-or-permission',
      certainty: 'confirmed',
      says: ['/etc/app/app.env.json', '-rw-r----- 0 0'],
      remedy: 'chmod a+r /home/dev/shop/conf/app.env.json',
    },
  },
  after: {},
});
