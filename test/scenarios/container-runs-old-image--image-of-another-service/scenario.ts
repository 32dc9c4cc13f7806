import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A worker runs the image that the web service builds; the image was rebuilt, and only the web service recreated',
  files: {
    ...shop,
    'compose.yaml': [
      'services:',
      '  web:',
      '    build: .',
      '    image: ${COMPOSE_PROJECT_NAME}-shop',
      '  worker:',
      '    image: ${COMPOSE_PROJECT_NAME}-shop',
      '    command: sleep 86400',
      '',
    ].join('\n'),
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build', 'web');
    await compose('up', '-d', '--no-deps', 'web');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': { outcome: 'change-is-present' },
    'shop-worker-1': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d worker',
      says: ['shop-worker-1 was created from image'],
    },
  },
  after: {},
});
