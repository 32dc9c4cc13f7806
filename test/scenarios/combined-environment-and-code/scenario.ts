import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Both the code and the variables changed, and the container was only restarted',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: web.env\n',
    'web.env': 'MODE=first\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('web.env', 'MODE=second\n');
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      also: { 'env-changed-needs-recreate': 'confirmed' },
    },
  },
  after: {},
});
