import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

const withImage = (tag: string): string =>
  `services:\n  web:\n    build: .\n    image: \${COMPOSE_PROJECT_NAME}-front:${tag}\n`;

export default defineScenario({
  title: 'The Compose file names a new tag; it was built, and the container still runs the old one',
  files: { ...shop, 'compose.yaml': withImage('1.0') },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('compose.yaml', withImage('1.1'));
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-different-tag',
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['shop-front:1.1', 'shop-front:1.0'],
      remedy: 'docker compose … up -d web',
      also: { 'restart-policy-or-limits-unchanged': 'confirmed' },
    },
  },
  after: {},
});
