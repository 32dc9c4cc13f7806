import { defineScenario } from '../../support/scenario.ts';
import { edited, shop } from '../../support/shop.ts';

export default defineScenario({
  title: 'The folder that hides the code is mounted by another service, whose volumes this one takes',
  files: {
    ...shop,
    'compose.yaml': `services:
  data:
    build: .
    network_mode: none
    volumes:
      - ./release:/app/src
  web:
    build: .
    network_mode: none
    volumes_from:
      - data
`,
    'release/server.js': 'serve("first version")\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js', container: 'shop-web-1' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['/home/dev/shop/release is mounted', 'compose.yaml:6'],
    },
  },
  after: {},
});
