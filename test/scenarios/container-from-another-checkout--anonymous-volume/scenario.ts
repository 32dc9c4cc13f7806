import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The container is another checkout’s, and an anonymous volume in it has that checkout’s files',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n      - /app/src\n',
  },
  play: async ({ compose, write, folder, name }) => {
    const other = join(dirname(folder), 'other', name);
    await cp(folder, other, { recursive: true });
    await compose('--project-directory', other, '-f', join(other, 'compose.yaml'), 'up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-from-another-checkout',
      certainty: 'confirmed',
      says: ['/home/dev/other/shop', 'calls both projects shop'],
      outranked: ['anonymous-volume-kept', 'nested-volume-shadows-bind', 'image-not-rebuilt'],
    },
  },
  // Started from this folder, the service still has a volume over its source; `-V` fills it from the image that was built here.
  after: {},
});
