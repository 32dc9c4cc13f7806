import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

// Docker Desktop names the folders of its host with /host_mnt before them, so to us this source is the workspace. These engines run
// on this machine and take the path as it is, like an engine on another machine: they make an empty folder of their own there.
export default defineScenario({
  title: 'The engine has no such folder on its own machine, made an empty one, and mounted that',
  files: { 'conf/app.ini': 'mode = old\n' },
  play: async ({ docker, folder, name }) => {
    await docker('run', '-d', '--name', name, '-v', `/host_mnt${folder}/conf:/etc/app`, baseImage);
  },
  asked: { file: 'conf/app.ini' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'bind-source-on-another-host',
      certainty: 'confirmed',
      says: ['/home/dev/shop/conf', 'at /etc/app', 'there is no /etc/app/app.ini'],
    },
  },
  after: {
    then: async ({ docker, folder, name }) => {
      await docker('rm', '-f', name);
      await docker('run', '-d', '--name', name, '-v', `${folder}/conf:/etc/app`, baseImage);
      await rm(`/host_mnt${dirname(folder)}`, { recursive: true, force: true });
    },
  },
});
