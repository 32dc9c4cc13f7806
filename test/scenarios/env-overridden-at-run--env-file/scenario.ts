import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A variable was changed in the environment file, while `environment:` states the same one',
  files: {
    ...shop,
    'web.env': 'MODE=live\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: web.env\n    environment:\n      MODE: staging\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('web.env', 'MODE=test\n');
    await compose('up', '-d');
  },
  asked: { file: 'web.env' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-overridden-at-run',
      certainty: 'confirmed',
      says: ['MODE', 'web.env:1', 'compose.yaml:6'],
    },
  },
});
