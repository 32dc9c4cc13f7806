import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of the whole container: everything that the Dockerfile copies is there',
  files: { ...shop, '.dockerignore': 'notes\n', 'notes/idea.txt': 'not for the image\n', 'src/routes.js': 'routes\n' },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
    await write('notes/idea.txt', 'changed, and still not for the image\n');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
