import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'ENV of the Dockerfile was changed and built, while the Compose file gives the variable a value of its own',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nENV MODE=live\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      - MODE=staging\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `FROM ${baseImage}\nENV MODE=test\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-overridden-at-run',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d web',
      says: ['ENV MODE', 'Dockerfile:2', 'compose.yaml:5'],
    },
  },
  after: {
    first: ({ write }) => write('compose.yaml', shop['compose.yaml']),
  },
});
