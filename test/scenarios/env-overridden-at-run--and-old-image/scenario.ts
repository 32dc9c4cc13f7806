import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'ENV of the Dockerfile was changed and built, the container only restarted, and its Compose file has a value of its own',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nENV MODE=live\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    environment:\n      - MODE=staging\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `FROM ${baseImage}\nENV MODE=test\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`);
    await compose('build');
    await compose('restart', '-t', '0');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      // A new container of the new image would still have the Compose file's value.
      cause: 'env-overridden-at-run',
      also: { 'container-runs-old-image': 'confirmed' },
      certainty: 'confirmed',
      remedy: 'docker compose … up -d web',
      says: ['ENV MODE', 'Dockerfile:2', 'compose.yaml:5'],
    },
  },
  after: {
    first: ({ write }) => write('compose.yaml', shop['compose.yaml']),
  },
});
