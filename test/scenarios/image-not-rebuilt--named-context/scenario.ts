import { defineScenario } from '../../support/scenario.ts';
import { shop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title:
    'Asked of the whole container: a named context brings what the main ignore file keeps out, and no build did so since the edit',
  // The builder of Engine 20.10 knows no named contexts.
  engines: ['engine-28-classic', 'engine-28-containerd'],
  files: {
    'src/server.js': shop['src/server.js'],
    Dockerfile: `FROM ${baseImage}\nWORKDIR /app\nCOPY . .\nCOPY --from=shared . shared/\nCMD ["sleep", "86400"]\n`,
    'compose.yaml':
      'services:\n  web:\n    build:\n      context: .\n      additional_contexts:\n        shared: ./packages/shared\n',
    '.dockerignore': 'packages\n',
    'packages/shared/prices.js': 'prices({ milk: 1 })\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('packages/shared/prices.js', 'prices({ milk: 2, bread: 3 })\n');
  },
  asked: { file: null },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['different: packages/shared/prices.js'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
