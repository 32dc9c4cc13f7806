import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'CI pushed the edit, and "docker compose up" took the local copy of the image',
  needsRegistry: true,
  files: plainShop,
  play: async ({ docker, compose, write, registry }) => {
    const image = `${registry}/web:1`;
    await write('compose.yaml', `services:\n  web:\n    image: ${image}\n`);
    await docker('build', '-t', image, '.');
    await docker('push', '-q', image);
    await docker('tag', image, `${image}-before`);
    await write('src/server.js', edited);
    // What CI does elsewhere; afterwards this engine has the image of before under the name, as on a server that never pulled.
    await docker('build', '-t', image, '.');
    await docker('push', '-q', image);
    await docker('rmi', image);
    await docker('tag', `${image}-before`, image);
    await compose('up', '-d');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'local-image-older-than-registry',
      // The pushed image is still on this engine, without its name.
      outranked: ['image-not-rebuilt', 'built-different-tag'],
      certainty: 'confirmed',
      says: ['localhost:5000/shop/web:1', 'the registry has replaced'],
      remedy: 'docker compose … pull web',
    },
  },
  after: {},
});
