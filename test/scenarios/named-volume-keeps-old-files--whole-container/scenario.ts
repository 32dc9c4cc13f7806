import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container: its image is new, but a named volume over the code is not',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - code:/app\nvolumes:\n  code:\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'named-volume-keeps-old-files', certainty: 'confirmed' } },
});
