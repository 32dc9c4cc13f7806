import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A build secret got a new value; the step that reads it came from the cache',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN --mount=type=secret,id=registry_token echo "token=$(cat /run/secrets/registry_token)" > registry.conf
CMD ["sleep", "86400"]
`,
    'compose.yaml': `services:
  web:
    build:
      context: .
      secrets:
        - registry_token
secrets:
  registry_token:
    file: private/token.txt
`,
    'src/server.js': 'serve("first version")\n',
    'private/token.txt': 'first-token\n',
  },
  play: async ({ compose, name, write }) => {
    // The cache of an earlier play would have the step with the new secret.
    await write('src/play.txt', name);
    await compose('up', '-d', '--build');
    await write('private/token.txt', 'second-token\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'private/token.txt' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'secret-not-in-cache-key',
      certainty: 'confirmed',
      says: ['Dockerfile:4', 'registry_token', 'compose.yaml:6', '/app/registry.conf'],
      remedy: 'docker compose … build --no-cache web',
      outranked: ['not-copied-by-dockerfile'],
    },
  },
  after: {},
});
