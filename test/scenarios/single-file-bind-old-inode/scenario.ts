import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One file is mounted, and the editor saved it by rename: the container keeps the old inode',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./shop.conf:/etc/shop.conf:ro\n',
    'shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, replace }) => {
    await compose('up', '-d', '--build');
    await replace('shop.conf', 'colour = green\n');
  },
  asked: { file: 'shop.conf' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'single-file-bind-old-inode',
      certainty: 'confirmed',
      says: ['/etc/shop.conf'],
      remedy: 'docker … restart …',
    },
  },
  after: {},
});
