import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Compose builds from Dockerfile.prod, and Dockerfile was edited',
  files: {
    ...shop,
    'Dockerfile.prod': shop.Dockerfile,
    'compose.yaml':
      'services:\n  web:\n    build:\n      context: .\n      dockerfile: Dockerfile.prod\n    network_mode: none\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', shop.Dockerfile.replace('COPY', 'ENV COLOUR=green\nCOPY'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'other-dockerfile',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build web',
      says: ['compose.yaml:5', '/home/dev/shop/Dockerfile.prod'],
    },
  },
  after: {
    first: ({ write }) => write('Dockerfile.prod', shop.Dockerfile.replace('COPY', 'ENV COLOUR=green\nCOPY')),
    asked: { file: 'Dockerfile.prod' },
  },
});
