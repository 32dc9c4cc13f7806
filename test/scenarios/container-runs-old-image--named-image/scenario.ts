import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file names the image; "up" with --no-recreate left the container as it was',
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    image: ${COMPOSE_PROJECT_NAME}-front/web:1.2\n    build: .\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build', '--no-recreate');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'cause-found', cause: 'container-runs-old-image', certainty: 'confirmed' } },
  after: {},
});
