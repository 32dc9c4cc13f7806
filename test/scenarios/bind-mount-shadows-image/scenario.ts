import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image has the change, but Compose mounts the last release’s folder over it',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    environment:
      MODE: production
    volumes:
      - ./releases/41/src:/app/src
`,
    'releases/41/src/server.js': 'serve("release 41")\n',
  },
  play: async ({ compose, write }) => {
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['compose.yaml:7', 'releases/41/src'],
    },
  },
  after: {},
});
