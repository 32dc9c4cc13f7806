import { lockOf, packagedShop } from '../../support/package-manager.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The new image has the new package; the anonymous volume over node_modules keeps the old one',
  files: {
    ...packagedShop(),
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n      - /app/node_modules\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('package-lock.json', lockOf('1.3.0'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'package-lock.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'anonymous-volume-kept',
      certainty: 'confirmed',
      says: ['left-pad', '1.2.0', '1.3.0', '/app/node_modules'],
      remedy: 'docker compose … up -d --force-recreate -V web',
    },
  },
  after: {},
});
