import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The build after the edit failed at a missing file, and "up" started the image of before; the file is back now',
  files: { ...shop, Dockerfile: `${shop.Dockerfile}RUN test -e config/ready\n`, 'config/ready': 'yes\n' },
  play: async ({ compose, write, folder, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', `${edited}// ${name}\n`);
    await rm(join(folder, 'config/ready'));
    await compose('build').then(
      () => Promise.reject(new Error('the build should have failed')),
      () => undefined,
    );
    await compose('up', '-d', '--force-recreate');
    await write('config/ready', 'yes\n');
  },
  asked: { file: 'src/server.js' },
  expected: (engine) => ({
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'last-build-failed',
      outranked: ['image-not-rebuilt'],
      // Engine 20.10 keeps no record of builds: the build cache shows that the last step is missing.
      certainty: engine === 'engine-20.10' ? 'likely' : 'confirmed',
      says: engine === 'engine-20.10' ? ['no trace of its last step'] : ['Dockerfile:5', 'RUN'],
      remedy: engine === 'engine-20.10' ? 'docker compose … up -d --build web' : 'docker buildx … history logs …',
    },
  }),
  after: {},
});
