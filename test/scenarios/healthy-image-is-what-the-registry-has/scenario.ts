import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Pushed, pulled and run: the registry has nothing newer',
  needsRegistry: true,
  files: plainShop,
  play: async ({ docker, registry, name }) => {
    await docker('build', '-t', `${registry}/web`, '.');
    await docker('push', '-q', `${registry}/web`);
    await docker('pull', '-q', `${registry}/web`);
    await docker('run', '-d', '--name', `${name}-web`, `${registry}/web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
