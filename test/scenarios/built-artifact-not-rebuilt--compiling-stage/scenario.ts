import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source is only in a compiling stage, whose program is in the image; it was edited and nothing was built',
  files: {
    Dockerfile: `FROM ${baseImage} AS compile
WORKDIR /src
COPY tools/compile.sh /bin/compile
COPY cmd/ cmd/
RUN sh /bin/compile cmd/main.go /out/shop

FROM ${baseImage}
COPY --from=compile /out/shop /usr/local/bin/shop
CMD ["sleep", "86400"]
`,
    'tools/compile.sh': 'mkdir -p /out\ntr a-z A-Z < "$1" > "$2"\n',
    'cmd/main.go': 'package main\n\nfunc main() { println("first") }\n',
  },
  play: async ({ docker, name, untilWellAfterStartOf, write }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
    await untilWellAfterStartOf(name);
    await write('cmd/main.go', 'package main\n\nfunc main() { println("second") }\n');
  },
  asked: { file: 'cmd/main.go' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: ['likely', 'confirmed'],
      says: ['/usr/local/bin/shop', 'Dockerfile:5', 'Dockerfile:8'],
      remedy: 'docker build -t shop …',
    },
  },
});
