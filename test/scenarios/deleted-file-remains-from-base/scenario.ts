import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { shopDockerfile } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file was deleted and the image built again, but the base image brings one of its own',
  files: {
    Dockerfile: '',
    'base/Dockerfile': `FROM ${baseImage}\nCOPY plugins/ /app/plugins/\n`,
    'base/plugins/ads.js': 'ads()\n',
    'plugins/ads.js': 'ads("mine")\n',
    'plugins/cart.js': 'cart()\n',
  },
  play: async ({ docker, write, name, folder }) => {
    await docker('build', '-t', `${name}-base`, 'base');
    await write(
      'Dockerfile',
      shopDockerfile.replace(baseImage, `${name}-base`).replace('COPY . .', 'COPY plugins/ plugins/'),
    );
    await docker('build', '-t', name, '.');
    await rm(join(folder, 'plugins/ads.js'));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'plugins/ads.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'deleted-file-remains-from-base',
      certainty: 'confirmed',
      remedy: 'edit /home/dev/shop/Dockerfile',
      says: ['/app/plugins/ads.js', 'shop-base', '/home/dev/shop/plugins/ads.js'],
    },
  },
  after: {},
});
