import { defineScenario } from '../../support/scenario.ts';
import { shop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title: 'A file of a named context is kept out by the ignore file of that context',
  // The builder of Engine 20.10 knows no named contexts.
  engines: ['engine-28-classic', 'engine-28-containerd'],
  files: {
    'till/src/server.js': shop['src/server.js'],
    'till/Dockerfile': `FROM ${baseImage}\nWORKDIR /srv\nCOPY . .\nCOPY --from=shared . shared/\nCMD ["sleep", "86400"]\n`,
    'compose.yaml':
      'services:\n  web:\n    build:\n      context: ./till\n      additional_contexts:\n        shared: ./shared\n',
    'shared/.dockerignore': '# what the shop does not need\n*.md\nlabels/\n',
    'shared/prices.js': 'prices()\n',
    'shared/labels/sale.json': '{ "sale": false }\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('shared/labels/sale.json', '{ "sale": true }\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'shared/labels/sale.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'dockerignore-excludes-file',
      certainty: 'confirmed',
      says: ['shared/.dockerignore:3', 'labels/'],
    },
  },
  after: {},
});
