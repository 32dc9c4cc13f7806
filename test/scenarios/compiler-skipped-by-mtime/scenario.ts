import { utimes } from 'node:fs/promises';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A placeholder was compiled first; the real source has an older time, so the compiler did nothing',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /work
RUN mkdir src && echo placeholder > src/main.rs && cp src/main.rs /work/app
COPY src/ src/
RUN if [ src/main.rs -nt app ]; then cp src/main.rs /work/app; fi
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'src/main.rs': 'fn main() { println!("real"); }\n',
  },
  play: async ({ compose, folder }) => {
    await utimes(`${folder}/src/main.rs`, 1_700_000_000, 1_700_000_000);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/main.rs' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'compiler-skipped-by-mtime',
      certainty: 'confirmed',
      says: ['/work/app', 'Dockerfile:3', 'Dockerfile:5'],
      remedy: 'touch …/src/main.rs',
    },
  },
  after: {},
});
