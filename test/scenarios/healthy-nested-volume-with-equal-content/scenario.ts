import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A volume lies over node_modules inside the live mount, and has the same file as the workspace',
  files: {
    ...shop,
    'compose.yaml':
      'services:\n  web:\n    build: .\n    network_mode: none\n    volumes:\n      - .:/app\n      - /app/node_modules\n',
    'node_modules/left-pad/index.js': 'pad 1\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'node_modules/left-pad/index.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
