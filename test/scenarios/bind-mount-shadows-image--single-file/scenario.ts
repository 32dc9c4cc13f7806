import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'One file of another name is mounted over the one that was edited',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - ./conf/production.conf:/app/conf/shop.conf:ro\n',
    'conf/production.conf': 'colour = black\n',
    'conf/shop.conf': 'colour = blue\n',
  },
  play: async ({ compose, write }) => {
    await write('conf/shop.conf', 'colour = green\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'conf/shop.conf' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['compose.yaml:5', 'conf/production.conf'],
    },
  },
});
