import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Asked of a folder whose files are all in the container; a file beside it is not',
  engines: ['engine-28-classic'],
  files: { ...shop, 'src/pages/start.html': '<h1>Start</h1>\n', 'docs/plan.md': 'Plan\n' },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
    await write('docs/plan.md', 'A better plan\n');
  },
  asked: { file: 'src' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
