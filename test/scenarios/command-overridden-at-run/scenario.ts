import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'CMD, USER and the health check of the Dockerfile were changed and built; the Compose file has its own command and user',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    command: ["sleep", "1d"]\n    user: "0:0"\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nUSER 1000\nCMD ["sleep", "86000"]\n`);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'command-overridden-at-run',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d web',
      says: ['CMD', 'USER', 'Dockerfile:4', 'Dockerfile:5', 'compose.yaml:4', 'compose.yaml:5'],
    },
  },
  after: {
    first: ({ write }) => write('compose.yaml', shop['compose.yaml']),
  },
});
