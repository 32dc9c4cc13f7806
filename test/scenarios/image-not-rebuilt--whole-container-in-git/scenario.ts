import { run } from '../../support/docker-cli.ts';
import { defineScenario } from '../../support/scenario.ts';
import { edited, shop } from '../../support/shop.ts';

export default defineScenario({
  title: 'Asked of the whole container: one file was edited after the build, one is new and not yet added to git',
  files: { ...shop, '.gitignore': 'dist/\n', 'dist/bundle.js': 'built by the host, first\n' },
  play: async (stage) => {
    await run(stage, 'git', ['init', '--quiet']);
    await run(stage, 'git', ['add', '.']);
    await stage.compose('up', '-d', '--build');
    await stage.write('src/server.js', edited);
    await stage.write('src/basket.js', 'basket\n');
    await stage.write('dist/bundle.js', 'built by the host, and of no interest\n');
  },
  asked: { file: null },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['different: src/server.js', 'missing: src/basket.js'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
