import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The ignore file excludes everything and readmits the folder',
  engines: ['engine-28-containerd'],
  files: { ...shop, '.dockerignore': '*\n!src\nsrc/*.tmp\n' },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
