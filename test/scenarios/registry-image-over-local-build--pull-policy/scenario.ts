import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'pull_policy: always replaces each local build by the registry’s image',
  needsRegistry: true,
  files: plainShop,
  play: async ({ docker, compose, write, registry }) => {
    const image = `${registry}/web:1`;
    await write('compose.yaml', `services:\n  web:\n    build: .\n    image: ${image}\n    pull_policy: always\n`);
    await docker('build', '-t', image, '.');
    await docker('push', '-q', image);
    await write('src/server.js', edited);
    await compose('build');
    await compose('up', '-d');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'registry-image-over-local-build',
      outranked: ['image-not-rebuilt', 'built-different-tag', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['compose.yaml:5'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
