import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The destination depends on a build argument that the Compose file sets',
  engines: ['engine-28-classic'],
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}
ARG ROOT=/srv
COPY src/ $ROOT/code/
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      args:\n        ROOT: /opt/shop\n',
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
      says: ['/opt/shop/code/server.js'],
    },
  },
  after: {},
});
