import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image is old, but the folder is mounted over it and the container was started after the edit',
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n' },
  play: async ({ compose, write }) => {
    await compose('build');
    await write('src/server.js', edited);
    await compose('up', '-d');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/app/src/server.js'] } },
});
