import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The file lies outside the build context, so no COPY could take it and no ignore line is at fault',
  files: {
    ...shop,
    Dockerfile: 'FROM scratch\n',
    'compose.yaml': 'services:\n  web:\n    build: ./web\n',
    'web/Dockerfile': shop.Dockerfile,
    'web/index.html': '<h1>Shop</h1>\n',
    'shared/colours.css': 'h1 { color: green }\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'shared/colours.css' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'outside-build-context',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build web',
      says: ['compose.yaml:3', '/home/dev/shop/web', 'shared/colours.css'],
    },
  },
  after: {
    first: async ({ write }) => {
      await write(
        'compose.yaml',
        'services:\n  web:\n    build:\n      context: .\n      dockerfile: web/Dockerfile\n',
      );
      await write('web/Dockerfile', shop.Dockerfile.replace('COPY . .', 'COPY web/ ./\nCOPY shared/ shared/'));
    },
  },
});
