import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container: its image is new, but an old folder is mounted over a part of it',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./old:/app/src\n',
    'old/server.js': 'serve("old")\n',
  },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'bind-mount-shadows-image', certainty: 'confirmed' } },
});
