import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The process reads the mounted file every second, so it has the edit although it is older',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - ./settings:/app/settings
    command: ["sh", "-c", "while true; do cat /app/settings/version.txt; sleep 1; done"]
`,
    'settings/version.txt': 'version 1\n',
  },
  play: async ({ compose, write, untilLogged, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-web-1`, 'version 1');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('settings/version.txt', 'version 2\n');
    await untilLogged(`${name}-web-1`, 'version 2');
  },
  asked: { file: 'settings/version.txt' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
