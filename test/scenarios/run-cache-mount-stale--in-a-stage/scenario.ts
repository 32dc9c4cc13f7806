import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The stale result comes out of a compiling stage whose script keeps its objects in a cache mount',
  files: {
    'build.sh': 'cd /work\n[ -s target/app ] || cat lib/app.rs > target/app\ncp target/app /app.bin\n',
    'lib/app.rs': 'fn main() {\n    println!("first version");\n}\n',
  },
  play: async ({ docker, name, write }) => {
    // Cache mounts are shared by all builds of an engine, so this play takes one of its own.
    await write(
      'Dockerfile',
      `FROM ${baseImage} AS compiler
WORKDIR /work
COPY build.sh .
COPY lib lib
RUN --mount=type=cache,id=${name},target=/work/target sh build.sh

FROM ${baseImage}
COPY --from=compiler /app.bin /opt/app
CMD ["sleep", "86400"]
`,
    );
    await docker('build', '-t', name, '.');
    await write('lib/app.rs', 'fn main() {\n    println!("second version");\n}\n');
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
  },
  asked: { file: 'lib/app.rs' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'run-cache-mount-stale',
      certainty: 'confirmed',
      says: ['/work/target', 'Dockerfile:5', '/opt/app'],
    },
  },
});
