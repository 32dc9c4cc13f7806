import { lockOf, manifest, npm } from '../../support/package-manager.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The lock file is copied after the packages are installed, so its new version installs nothing',
  files: {
    Dockerfile: `FROM ${baseImage}
COPY --chmod=755 tools/npm /bin/npm
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'tools/npm': npm,
    'package.json': manifest,
    'package-lock.json': lockOf('1.2.0'),
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('package-lock.json', lockOf('1.3.0'));
    await compose('up', '-d', '--build');
  },
  asked: { file: 'package-lock.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'cached-package-step',
      certainty: 'confirmed',
      says: ['left-pad', '1.2.0', '1.3.0', 'Dockerfile:5'],
      remedy: 'docker compose … build --no-cache web',
    },
  },
});
