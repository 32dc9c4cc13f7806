import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'COPY has flags, a continuation and a comment in its middle, and the process is not root',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace(
      'COPY . .',
      'USER 1000:1000\nCOPY --chown=1000:1000 \\\n  # the code\n  src \\\n  ./code/',
    ).replace('CMD', 'USER 1000\nCMD'),
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
      says: ['/app/code/server.js'],
    },
  },
  after: {},
});
