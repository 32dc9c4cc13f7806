import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The README is left out of the context on purpose: nobody misses it in the container',
  files: { ...plainShop, '.dockerignore': '*.md\n.git\n', 'README.md': '# Shop\n' },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('README.md', '# The shop\n');
  },
  asked: { file: 'README.md' },
  expected: { 'shop-web': { outcome: 'unknown', also: { 'dockerignore-excludes-file': 'possible' } } },
});
