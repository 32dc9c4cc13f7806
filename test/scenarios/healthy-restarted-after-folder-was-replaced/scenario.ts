import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mounted folder was replaced, and the container was restarted since',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    network_mode: none\n    volumes:\n      - ./dist:/srv:ro\n',
    'dist/bundle.js': 'bundle 1\n',
  },
  play: async ({ compose, folder, write }) => {
    await compose('up', '-d', '--build');
    await rename(join(folder, 'dist'), join(folder, 'dist.old'));
    await write('dist/bundle.js', 'bundle 2\n');
    await compose('restart', 'web');
  },
  asked: { file: 'dist/bundle.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
