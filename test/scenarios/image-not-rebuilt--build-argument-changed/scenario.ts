import { baseImage } from '../../support/stage.ts';
import { canaries } from '../../support/canaries.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build argument comes from .env and was changed there; “docker compose up” built nothing',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}\nARG CHANNEL=stable\nRUN echo "channel $CHANNEL" > /channel\nCOPY . /app\nCMD ["sleep", "86400"]\n`,
    'compose.yaml':
      'services:\n  web:\n    build:\n      context: .\n      args:\n        CHANNEL: ${CHANNEL_OF_SHOP}\n',
    '.env': `# Names\nCHANNEL_OF_SHOP=${canaries.buildArgument}-1\n`,
    '.dockerignore': '.env\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('.env', `# Names\nCHANNEL_OF_SHOP=${canaries.buildArgument}-2\n`);
    await compose('up', '-d');
  },
  asked: { file: '.env' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['CHANNEL', '.env:2'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
