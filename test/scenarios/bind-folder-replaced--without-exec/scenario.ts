import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mounted folder was swapped for a new one, and no program may be run in the container to see the old one',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./dist:/srv\n',
    'dist/bundle.js': 'bundle 1\n',
  },
  play: async ({ compose, folder, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('dist.new/bundle.js', 'bundle 2\n');
    await rename(join(folder, 'dist'), join(folder, 'dist.old'));
    await rename(join(folder, 'dist.new'), join(folder, 'dist'));
  },
  asked: { file: 'dist/bundle.js', withoutExec: true },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-folder-replaced',
      certainty: 'likely',
      says: ['No program was run in the container', 'after the container started'],
    },
  },
  after: {},
});
