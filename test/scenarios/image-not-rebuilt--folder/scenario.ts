import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of a folder, one of whose files was edited after the build',
  engines: ['engine-28-classic'],
  files: { ...shop, 'src/pages/start.html': '<h1>Start</h1>\n' },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src' },
  expected: {
    'shop-web-1': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed', says: ['server.js'] },
  },
  after: {},
});
