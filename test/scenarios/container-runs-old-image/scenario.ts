import { canaries } from '../../support/canaries.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image was built after the edit, and the container was only restarted',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    environment:
      PASSWORD: ${canaries.environment}
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      says: ['sha256'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
