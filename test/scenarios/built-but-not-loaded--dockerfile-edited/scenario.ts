import { plainShopIn } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Dockerfile got a variable, and the build of it wrote its result to a folder',
  // Engine 20.10 keeps no record of builds, and a step that makes no layer leaves nothing in its cache.
  engines: ['engine-28-classic', 'engine-28-containerd'],
  files: plainShopIn('/srv/invoices'),
  play: async ({ docker, read, write, name }) => {
    await docker('build', '-t', `${name}-invoices`, '.');
    await docker('run', '-d', '--name', `${name}-invoices`, `${name}-invoices`);
    await write('Dockerfile', (await read('Dockerfile')).replace('CMD', 'ENV CURRENCY=euro\nCMD'));
    await docker('buildx', 'build', '-t', `${name}-invoices`, '--output', 'type=local,dest=../result', '.');
  },
  asked: { file: 'Dockerfile', container: 'shop-invoices' },
  expected: {
    'shop-invoices': {
      outcome: 'cause-found',
      cause: 'built-but-not-loaded',
      outranked: ['image-not-rebuilt'],
      says: ['names no image', 'ENV CURRENCY'],
      remedy: 'docker build -t shop-invoices …',
    },
  },
  after: {},
});
