import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'ENV of the Dockerfile was changed and not built, and the Compose file would win over it in any case',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nENV MODE=live\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    environment:\n      - MODE=staging\n    command: sleep 86000\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `FROM ${baseImage}\nENV MODE=test\nWORKDIR /app\nCOPY . .\nCMD ["sleep", "86400"]\n`);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-overridden-at-run',
      certainty: 'confirmed',
      says: ['ENV MODE', 'compose.yaml:5'],
      also: { 'image-not-rebuilt': 'confirmed' },
    },
  },
});
