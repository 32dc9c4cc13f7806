import { utimes } from 'node:fs/promises';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A placeholder and the real source were compiled in one second, so only the layers tell that the second time did nothing',
  files: {
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'tools/cargo': `#!/bin/sh
[ target/release/shop -nt src/main.rs ] && exit 0
mkdir -p target/release && tr a-z A-Z < src/main.rs > target/release/shop
`,
    'src/main.rs': 'fn main() { serve(); }\n',
  },
  play: async ({ compose, folder, name, write }) => {
    // Steps that another play left in the builder's cache would be of another second.
    await write('Cargo.toml', `[package]\nname = "shop" # ${name}\n`);
    await write(
      'Dockerfile',
      `FROM ${baseImage}
COPY tools/cargo /bin/cargo
RUN chmod +x /bin/cargo
WORKDIR /work
COPY Cargo.toml .
RUN mkdir src && echo "fn main() {}" > src/main.rs && cargo build --release
COPY src/ src/
RUN cargo build --release
CMD ["sleep", "86400"]
`,
    );
    await utimes(`${folder}/src/main.rs`, 1_700_000_000, 1_700_000_000);
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/main.rs' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'compiler-skipped-by-mtime',
      // On a slow machine the two steps are of different seconds, and the times tell.
      certainty: ['confirmed', 'likely'],
      says: ['/work/target/release/shop', 'Dockerfile:6', 'Dockerfile:8'],
      remedy: 'touch …/src/main.rs',
    },
  },
  after: {},
});
