import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

/** A program called pip, which "installs" the version that the requirements name. */
const pip = `#!/bin/sh
version=$(sed -n 's/^flask==//p' requirements.txt)
folder=/usr/local/lib/python3.11/site-packages/Flask-$version.dist-info
mkdir -p $folder && echo "Version: $version" > $folder/METADATA
`;

export default defineScenario({
  title:
    'The folder is mounted live, so that the requirements are new in the container; the packages are those of the image',
  files: {
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - .:/srv\n',
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 tools/pip /bin/pip
WORKDIR /srv
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["sleep", "86400"]
`,
    'tools/pip': pip,
    'requirements.txt': 'flask==2.0.0\n',
    'main.py': 'print("shop")\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('requirements.txt', 'flask==2.3.1\n');
    await compose('restart', '-t', '0');
  },
  asked: { file: 'requirements.txt' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'likely',
      says: ['flask', '2.0.0', '2.3.1', 'Dockerfile:5'],
    },
  },
  after: {},
});
