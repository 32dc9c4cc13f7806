import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A named volume over the code was filled by this very image',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app\nvolumes:\n  code:\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
