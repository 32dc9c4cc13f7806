import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Two services are built from one folder, both are stale; a volume beside the code has nothing to do with it',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    volumes:
      - data:/app/data
  worker:
    build: .
    command: ["sleep", "86401"]
volumes:
  data:
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build web',
    },
    'shop-worker-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      remedy: 'docker compose … up -d --build worker',
    },
  },
  after: {},
});
