import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build tool made dist/ anew, and the folder above it is what is mounted: the container sees the new one',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    network_mode: none\n    volumes:\n      - .:/app\n',
    'dist/bundle.js': 'bundle 1\n',
  },
  play: async ({ compose, folder, write }) => {
    await compose('up', '-d', '--build');
    await rm(join(folder, 'dist'), { recursive: true });
    await write('dist/bundle.js', 'bundle 2\n');
  },
  asked: { file: 'dist/bundle.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
