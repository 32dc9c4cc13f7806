import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A clean build removes public/, which plain docker mounted read-only, and makes it again with its subfolders',
  files: { 'public/assets/site.css': 'body { color: red }\n' },
  play: async ({ docker, folder, name }) => {
    await docker('run', '-d', '--name', name, '-v', `${folder}/public:/www:ro`, baseImage);
    await rm(join(folder, 'public'), { recursive: true });
    await mkdir(join(folder, 'public/assets'), { recursive: true });
    await writeFile(join(folder, 'public/assets/site.css'), 'body { color: green }\n');
  },
  asked: { file: 'public/assets/site.css' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'bind-folder-replaced',
      certainty: 'confirmed',
      says: ['/home/dev/shop/public at /www', 'it was deleted on the host', 'finds no file'],
      remedy: 'docker restart shop',
    },
  },
  after: {},
});
