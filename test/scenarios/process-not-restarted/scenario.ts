import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The folder is mounted live, but the process read the file once, when it started',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - ./settings:/app/settings
    command: ["sh", "-c", "v=$$(cat /app/settings/version.txt); while true; do echo $$v; sleep 1; done"]
`,
    'settings/version.txt': 'version 1\n',
  },
  play: async ({ compose, write, untilLogged, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-web-1`, 'version 1');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('settings/version.txt', 'version 2\n');
  },
  asked: { file: 'settings/version.txt' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'process-not-restarted',
      certainty: ['confirmed', 'likely'],
      remedy: 'docker … restart …',
    },
  },
  after: {},
});
