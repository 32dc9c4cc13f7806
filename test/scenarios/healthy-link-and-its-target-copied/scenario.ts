import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A link and the file it leads to are both copied: asked about by the link, the change is there',
  files: { ...plainShop, 'lib/format.js': 'format()\n' },
  play: async ({ docker, name, folder }) => {
    await symlink('../lib/format.js', join(folder, 'src/format.js'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/format.js' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
