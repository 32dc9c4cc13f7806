import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The workspace is opened through a symbolic link, the container was brought up in the real folder',
  engines: ['engine-28-containerd'],
  files: { ...shop, 'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n' },
  play: async ({ compose, write }) => {
    await compose('build');
    await write('src/server.js', edited);
    await compose('up', '-d');
  },
  asked: { file: 'src/server.js', openedAs: 'linked' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
