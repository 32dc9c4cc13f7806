import { run } from '../../support/docker-cli.ts';
import { defineScenario } from '../../support/scenario.ts';
import { shop } from '../../support/shop.ts';

export default defineScenario({
  title: 'Asked of the whole container: only what the host’s build wrote, and git ignores, has changed since',
  files: { ...shop, '.gitignore': 'dist/\n', 'dist/bundle.js': 'built by the host\n' },
  play: async (stage) => {
    await run(stage, 'git', ['init', '--quiet']);
    await run(stage, 'git', ['add', '.']);
    await stage.compose('up', '-d', '--build');
    await stage.write('dist/bundle.js', 'built by the host again\n');
  },
  asked: { file: null },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['as in your workspace (4)'] } },
});
