import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

// As `docker init` writes it for Go: no COPY names the sources, a bind mount shows them to the compiler.
export default defineScenario({
  title: 'The compiler reads the source through a bind mount of its RUN, and the program was not built again',
  files: {
    'compose.yaml': 'services:\n  server:\n    build:\n      context: .\n      target: final\n',
    'internal/greeting/greeting.go': 'package greeting\n\nvar Text = "welcome to the shop"\nvar Other = "good bye"\n',
    'go.mod': 'module shop\n',
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /src
RUN --mount=type=bind,source=go.mod,target=go.mod cat go.mod
RUN --mount=type=bind,target=. \\
    sed -n 's/.*"\\(.*\\)"/\\1/p' internal/greeting/*.go > /bin/server

FROM ${baseImage} AS final
COPY --from=build /bin/server /bin/
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-server-1`);
    await write(
      'internal/greeting/greeting.go',
      'package greeting\n\nvar Text = "welcome to the new shop"\nvar Other = "good bye"\n',
    );
    await compose('up', '-d');
  },
  asked: { file: 'internal/greeting/greeting.go' },
  expected: {
    'shop-server-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      says: ['/bin/server', 'Dockerfile:4', 'Dockerfile:8'],
      remedy: 'docker compose … up -d --build server',
    },
  },
});
