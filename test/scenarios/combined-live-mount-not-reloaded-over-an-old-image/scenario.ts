import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mount delivers the edit, the image below is old, and the process read the file once, at its start',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n    command: sh /app/src/run.sh\n',
    'src/run.sh': 'while :; do sleep 1; done\n',
  },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/run.sh', 'while :; do sleep 2; done # edited\n');
  },
  asked: { file: 'src/run.sh' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'process-not-restarted', certainty: ['confirmed', 'likely'] },
  },
  after: {},
});
