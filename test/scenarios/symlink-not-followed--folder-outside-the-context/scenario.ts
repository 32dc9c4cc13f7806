import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A linked folder leads out of the build context; the file is asked about by its name below the link',
  files: {
    'compose.yaml': 'services:\n  web:\n    build: ./web\n',
    'web/Dockerfile': shop.Dockerfile,
    'web/index.js': 'start()\n',
    'packages/log/log.js': 'log("first")\n',
  },
  play: async ({ compose, write, folder }) => {
    await symlink('../packages', join(folder, 'web/packages'));
    await compose('up', '-d', '--build');
    await write('packages/log/log.js', 'log("second, edited")\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'web/packages/log/log.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'symlink-not-followed',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['/app/packages', '../packages', '/home/dev/shop/web/packages'],
    },
  },
});
