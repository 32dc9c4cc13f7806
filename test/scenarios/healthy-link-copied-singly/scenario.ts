import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'COPY names a link itself, and follows it: the file it leads to is in the image',
  files: {
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY current.ini /etc/app.ini\nCOPY current/ /app/settings/\n`,
    'profiles/blue/app.ini': 'colour = blue\n',
  },
  play: async ({ docker, name, folder }) => {
    await symlink('profiles/blue/app.ini', join(folder, 'current.ini'));
    await symlink('profiles/blue', join(folder, 'current'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'profiles/blue/app.ini' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
