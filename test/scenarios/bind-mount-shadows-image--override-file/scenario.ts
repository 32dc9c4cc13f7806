import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'compose.override.yaml, merged without being named, adds the mount',
  files: {
    ...shop,
    'compose.override.yaml': `# for the demonstration last week
services:
  web:
    volumes:
      - type: bind
        source: ./demo
        target: /app/src
`,
    'demo/server.js': 'serve("demonstration")\n',
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
      says: ['compose.override.yaml:5', '/home/dev/shop/demo'],
    },
  },
  after: {},
});
