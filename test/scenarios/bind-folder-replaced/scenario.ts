import { rename, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build tool removed the mounted folder and made it again: the container still has the old one',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./dist:/srv\n',
    'dist/bundle.js': 'bundle 1\n',
  },
  play: async ({ compose, folder }) => {
    await compose('up', '-d', '--build');
    await rename(join(folder, 'dist'), join(folder, 'dist.old'));
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/bundle.js'), 'bundle 2\n');
  },
  asked: { file: 'dist/bundle.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-folder-replaced',
      certainty: 'confirmed',
      says: ['/home/dev/shop/dist at /srv', 'dist.old', '.Mounts /srv'],
      remedy: 'docker restart shop-web-1',
    },
  },
  after: {},
});
