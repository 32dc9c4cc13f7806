import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The build after the edit wrote its result to the cache only',
  // A step of its own, so that the build cache of Engine 20.10 does not mix it up with scenarios that are played beside it.
  files: { ...plainShop, Dockerfile: `${plainShop.Dockerfile}RUN echo cache-only >/made\n` },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', `${edited}// ${name}\n`);
    await docker('buildx', 'build', '-t', name, '--output', 'type=cacheonly', '.');
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'src/server.js', container: 'shop-web' },
  expected: (engine) => ({
    'shop-web': {
      outcome: 'cause-found',
      cause: 'built-but-not-loaded',
      outranked: ['image-not-rebuilt'],
      // Engine 20.10 keeps no record of builds: the build cache shows that one got to its end.
      certainty: engine === 'engine-20.10' ? 'likely' : 'confirmed',
      says: [engine === 'engine-20.10' ? 'got to its last step' : 'names no image'],
      remedy: 'docker build -t shop …',
    },
  }),
  after: {},
});
