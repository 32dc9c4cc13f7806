import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The service has "build" and "image"; "docker compose pull" took the name from the build that has the edit',
  needsRegistry: true,
  files: plainShop,
  play: async ({ compose, write, registry }) => {
    await write('compose.yaml', `services:\n  web:\n    build: .\n    image: ${registry}/web:1\n`);
    await compose('build', '--push');
    await compose('up', '-d');
    await write('src/server.js', edited);
    await compose('build');
    await compose('pull');
    await compose('up', '-d', '--force-recreate');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'registry-image-over-local-build',
      outranked: ['image-not-rebuilt', 'built-different-tag', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['was pulled over your own build', 'localhost:5000/shop/web:1'],
    },
  },
  after: {},
});
