import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';
import { canaries } from '../../support/canaries.ts';

export default defineScenario({
  title: 'The file was edited after the build, and nobody built again: "up" builds only what is missing',
  files: {
    ...shop,
    Dockerfile: shop.Dockerfile.replace('COPY . .', 'ARG TOKEN\nCOPY . .'),
    'compose.yaml': `services:
  web:
    build:
      context: .
      args:
        TOKEN: ${canaries.buildArgument}
    environment:
      PASSWORD: ${canaries.environment}
    labels:
      example.secret: ${canaries.label}
    command: ["sh", "-c", "sleep 86400", "${canaries.command}"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('up', '-d');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['sha256', 'Dockerfile:4'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
