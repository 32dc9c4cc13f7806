import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Without Compose: a misspelt instruction ended the build before it began',
  // A step of its own, so that the build cache of Engine 20.10 does not mix it up with scenarios that are played beside it.
  files: { ...plainShop, Dockerfile: `${plainShop.Dockerfile}RUN echo unknown-instruction >/made\n` },
  play: async ({ docker, write, read, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', `${edited}// ${name}\n`);
    const right = await read('Dockerfile');
    await write('Dockerfile', right.replace('COPY', 'CPOY'));
    await docker('build', '-t', name, '.').catch(() => undefined);
    await write('Dockerfile', right);
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: (engine) => ({
    'shop-web': {
      outcome: 'cause-found',
      cause: 'last-build-failed',
      outranked: ['image-not-rebuilt'],
      certainty: engine === 'engine-20.10' ? 'likely' : 'confirmed',
    },
  }),
  after: {},
});
