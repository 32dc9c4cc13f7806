import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: docker cp brought a file from elsewhere, which a restart does not undo',
  files: { ...plainShop, 'attempt.js': 'serve("an attempt")\n' },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await docker('cp', 'attempt.js', `${name}-web:/app/src/server.js`);
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'cause-found', cause: 'changed-in-writable-layer', certainty: 'confirmed' } },
  after: {},
});
