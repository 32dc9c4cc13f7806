import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'An interrupted rollout left the old replica, and both replicas have a volume over the code that keeps the first version',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app/src\nvolumes:\n  code:\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d', '--no-recreate', '--scale', 'web=2');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'named-volume-keeps-old-files',
      certainty: 'confirmed',
      says: ['/app/src'],
      also: { 'leftover-old-replica': 'confirmed' },
      outranked: ['container-runs-old-image'],
    },
    'shop-web-2': { outcome: 'cause-found', cause: 'named-volume-keeps-old-files', certainty: 'confirmed' },
  },
});
