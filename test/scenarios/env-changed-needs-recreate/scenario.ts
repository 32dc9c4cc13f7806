import { canaries } from '../../support/canaries.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A variable in the environment file was changed, and the service was only restarted',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: config/web.env\n',
    'config/web.env': `# how much is logged\nLOG_LEVEL=info\nPASSWORD=${canaries.environment}\n`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('config/web.env', `# how much is logged\nLOG_LEVEL=debug\nPASSWORD=${canaries.environment}\n`);
    await compose('restart');
  },
  asked: { file: 'config/web.env' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      certainty: 'confirmed',
      says: ['LOG_LEVEL', 'config/web.env:2', '.Config.Env'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
