import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A deploy pointed current at the new release; the container that mounts current keeps the old one',
  files: { 'releases/1/app.js': 'release 1\n', 'releases/2/app.js': 'release 2\n' },
  play: async ({ docker, folder, name }) => {
    await symlink('releases/1', join(folder, 'current'));
    await docker('run', '-d', '--name', name, '-v', `${folder}/current:/app`, baseImage);
    await rm(join(folder, 'current'));
    await symlink('releases/2', join(folder, 'current'));
  },
  asked: { file: 'releases/2/app.js' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'bind-source-symlink-repointed',
      certainty: 'confirmed',
      says: ['/home/dev/shop/current was made to point to releases/2', 'releases/1', '.Mounts /app'],
      remedy: 'docker restart shop',
    },
  },
  after: {},
});
