import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The source is mounted live and was edited, and the image was built since; the process still has what it read at its start',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    command: ["sh", "-c", "cat /app/src/server.js; sleep 86400"]\n    volumes:\n      - ./src:/app/src\n',
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/server.js', edited);
    await compose('build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'process-not-restarted',
      certainty: ['confirmed', 'likely'],
      says: ['src/server.js'],
      remedy: 'docker restart shop-web-1',
    },
  },
});
