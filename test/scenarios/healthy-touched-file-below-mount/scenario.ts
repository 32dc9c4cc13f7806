import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mounted file was only touched after the start: whatever the process has read, it is this content',
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
  play: async ({ compose, folder, untilLogged, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-web-1`, 'version 1');
    await untilWellAfterStartOf(`${name}-web-1`);
    await utimes(join(folder, 'settings/version.txt'), new Date(), new Date());
  },
  asked: { file: 'settings/version.txt' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
