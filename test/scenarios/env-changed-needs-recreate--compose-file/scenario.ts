import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A variable was changed and one added under `environment:`; only one of two services has them, and its image was built again',
  files: {
    ...shop,
    'compose.yaml': `services:
  web:
    build: .
    environment:
      GREETING: hello
  db:
    image: ${baseImage}
    environment:
      - GREETING=hello
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'compose.yaml',
      `services:
  web:
    build: .
    environment:
      GREETING: good evening
      FAREWELL: "bye"
  db:
    image: ${baseImage}
    environment:
      - GREETING=hello
`,
    );
    await write('src/server.js', edited);
    await compose('build', 'web');
    await compose('restart', 'web');
  },
  asked: { file: 'compose.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'env-changed-needs-recreate',
      certainty: 'confirmed',
      says: ['GREETING, FAREWELL', 'compose.yaml:5', 'compose.yaml:6'],
      remedy: 'docker compose … up -d web',
      also: { 'container-runs-old-image': 'confirmed' },
    },
  },
  after: {
    expected: { 'shop-db-1': { outcome: 'change-is-present' }, 'shop-web-1': { outcome: 'change-is-present' } },
  },
});
