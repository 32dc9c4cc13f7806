import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The restart policy and the memory limit were changed in the Compose file, and the service was restarted',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    restart: "no"\n    mem_limit: 64m\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('compose.yaml', 'services:\n  web:\n    build: .\n    restart: unless-stopped\n    mem_limit: 96m\n');
    await compose('restart');
  },
  asked: { file: 'compose.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'restart-policy-or-limits-unchanged',
      certainty: 'confirmed',
      says: ['restart', 'mem_limit', 'compose.yaml:4', 'compose.yaml:5', '.HostConfig.RestartPolicy'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
