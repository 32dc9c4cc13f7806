import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container, whose code is mounted live over an old image',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/app\n' },
  play: async ({ compose, write }) => {
    await compose('build');
    await write('src/server.js', edited);
    await compose('up', '-d');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
