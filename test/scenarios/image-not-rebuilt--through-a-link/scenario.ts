import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A link and its target are both copied, and nothing was built since the edit: the link is not at fault',
  files: { ...plainShop, 'lib/format.js': 'format()\n' },
  play: async ({ docker, name, folder, write }) => {
    await symlink('../lib/format.js', join(folder, 'src/format.js'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('lib/format.js', 'format("edited")\n');
  },
  asked: { file: 'src/format.js' },
  expected: {
    'shop-web': { outcome: 'cause-found', cause: 'image-not-rebuilt', certainty: 'confirmed', says: ['src/format.js'] },
  },
  after: { expected: { 'shop-web': { outcome: 'change-is-present' } } },
});
