import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Edited after the start below a live mount; the process is a plain "sleep", which never read the file',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n' },
  play: async ({ compose, write, untilWellAfterStartOf, name }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
