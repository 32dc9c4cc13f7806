import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The singly mounted file was written in place, and no program may be run in the container',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    network_mode: none\n    volumes:\n      - ./shop.conf:/etc/shop.conf\n',
    'shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('shop.conf', 'colour = green\n');
  },
  asked: { file: 'shop.conf', withoutExec: true },
  // Beside the engine, as root, the files of the main process are read; others may not, and then it cannot be told.
  expected: { 'shop-web-1': { outcome: ['change-is-present', 'unknown'] } },
});
