import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The mounted folder does not have the new file at all',
  engines: ['engine-20.10'],
  files: {
    ...shop,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes: ["./published:/app/public"]\n',
    'published/index.html': '<h1>Old</h1>\n',
  },
  play: async ({ compose, write }) => {
    await write('public/about.html', '<h1>About</h1>\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'public/about.html' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'bind-mount-shadows-image',
      certainty: 'confirmed',
      says: ['compose.yaml:4'],
    },
  },
});
