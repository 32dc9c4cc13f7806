import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'With Compose: built by hand with --output into a folder, then "up"',
  // A step of its own, so that the build cache of Engine 20.10 does not mix it up with scenarios that are played beside it.
  files: { ...shop, Dockerfile: `${shop.Dockerfile}RUN echo files-only >/made\n` },
  play: async ({ docker, compose, write, name }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', `${edited}// ${name}\n`);
    await docker('buildx', 'build', '-t', `${name}-web`, '--output', '../out', '.');
    await compose('up', '-d', '--force-recreate');
  },
  asked: { file: 'src/server.js' },
  expected: (engine) => ({
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-but-not-loaded',
      outranked: ['image-not-rebuilt'],
      certainty: engine === 'engine-20.10' ? 'likely' : 'confirmed',
    },
  }),
  after: {},
});
