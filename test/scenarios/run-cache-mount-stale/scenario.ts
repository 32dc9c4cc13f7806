import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The compiler finds its old result in a cache mount and takes it for new',
  files: {
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'src/main.c': 'int main(void) { return 1; }\n',
  },
  play: async ({ compose, name, write }) => {
    // Cache mounts are shared by all builds of an engine, so this play takes one of its own.
    await write(
      'Dockerfile',
      `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN --mount=type=cache,id=${name},target=/objects \\
    [ -f /objects/main.o ] || cp src/main.c /objects/main.o; cp /objects/main.o /app/shop
CMD ["sleep", "86400"]
`,
    );
    // A mount's id is not part of what BuildKit finds a step by: without a file of its own this play may be given another's program.
    await write('src/play.h', `// ${name}\n`);
    await compose('up', '-d', '--build');
    await write('src/main.c', 'int main(void) { return 2; }\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/main.c' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'run-cache-mount-stale',
      certainty: 'confirmed',
      says: ['/objects', 'Dockerfile:4', '/app/shop'],
      remedy: 'docker builder prune -f --filter id=…',
    },
  },
  after: {},
});
