import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const pip = `#!/bin/sh
mkdir -p /usr/local/lib/python3.11/site-packages/Flask-2.0.0.dist-info
echo "Version: 2.0.0" > /usr/local/lib/python3.11/site-packages/Flask-2.0.0.dist-info/METADATA
`;

export default defineScenario({
  title: 'Packages are installed by name; the requirements are only copied with the rest, and want another version now',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 tools/pip /bin/pip
WORKDIR /srv
RUN pip install flask
COPY app/ .
CMD ["sleep", "86400"]
`,
    'tools/pip': pip,
    'app/requirements.txt': 'flask==2.0.0\n',
    'app/main.py': 'print("shop")\n',
  },
  play: async ({ docker, name, write }) => {
    await docker('build', '-t', name, '.');
    await write('app/requirements.txt', '# for the new templates\nflask==2.3.1\n');
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
  },
  asked: { file: 'app/requirements.txt' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'cached-package-step',
      certainty: 'confirmed',
      says: ['flask', '2.0.0', '2.3.1', 'Dockerfile:4'],
    },
  },
});
