import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The sources are mounted live at /src, but the process runs those that the image has at /app/src',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY src ./src\nCMD ["sh", "src/serve.sh"]\n`,
    'src/serve.sh': '. ./src/rates.sh\nwhile :; do sleep 1; done\n',
    'src/rates.sh': 'rate=1\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/src\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/rates.sh', 'rate=22\n');
  },
  asked: { file: 'src/rates.sh' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'copied-to-different-path',
      certainty: 'confirmed',
      says: ['/src/rates.sh', '/app/src/rates.sh', 'compose.yaml:5', 'Dockerfile:3'],
      remedy: 'docker compose … up -d web',
      outranked: ['process-not-restarted'],
    },
  },
  after: {
    first: async ({ read, write }) =>
      write('compose.yaml', (await read('compose.yaml')).replace('./src:/src', './src:/app/src')),
  },
});
