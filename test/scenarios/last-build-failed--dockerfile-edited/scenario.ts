import { plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const folder = '/srv/newsletter';

export default defineScenario({
  title:
    'A step was added to the Dockerfile, its build failed at that step for a missing file, and the container was started again',
  files: plainShopIn(folder),
  play: async ({ docker, read, write, name }) => {
    await docker('build', '-t', `${name}-mail`, '.');
    await docker('run', '-d', '--name', `${name}-mail`, `${name}-mail`);
    await write('Dockerfile', (await read('Dockerfile')).replace('CMD', `RUN test -e ${folder}/src/ready.js\nCMD`));
    await docker('build', '-t', `${name}-mail`, '.').then(
      () => Promise.reject(new Error('the build should have failed')),
      () => undefined,
    );
    await docker('restart', '-t', '0', `${name}-mail`);
    await write('src/ready.js', 'ready()\n');
  },
  asked: { file: 'Dockerfile', container: 'shop-mail' },
  expected: (engine) => ({
    'shop-mail': {
      outcome: 'cause-found',
      cause: 'last-build-failed',
      outranked: ['image-not-rebuilt'],
      // Engine 20.10 keeps no record of builds: the build cache shows that the last step is missing.
      certainty: engine === 'engine-20.10' ? 'likely' : ['confirmed', 'likely'],
      says: engine === 'engine-20.10' ? ['no trace of its last step'] : ['Dockerfile:4', 'RUN'],
      remedy: engine === 'engine-20.10' ? 'docker build -t shop-mail …' : 'docker buildx … history logs …',
    },
  }),
  after: {},
});
