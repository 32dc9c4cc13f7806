import { baseImage } from '../../support/stage.ts';
import { canaries } from '../../support/canaries.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The Compose file gives a version, and its ARG stands above FROM, where no RUN sees it',
  files: {
    ...shop,
    Dockerfile: `ARG VERSION=1\nFROM ${baseImage}\nWORKDIR /app\nRUN echo "version $VERSION" > /version\nCOPY . .\nCMD ["sleep", "86400"]\n`,
    'compose.yaml': `services:
  web:
    build:
      context: .
      args:
        VERSION: ${canaries.buildArgument}-1
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'compose.yaml',
      `services:
  web:
    build:
      context: .
      args:
        VERSION: ${canaries.buildArgument}-2
`,
    );
    await compose('up', '-d', '--build');
  },
  asked: { file: 'compose.yaml' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'build-arg-not-consumed',
      certainty: 'confirmed',
      says: ['VERSION', 'compose.yaml:6', 'Dockerfile:1', 'Dockerfile:4'],
      remedy: 'edit /home/dev/shop/Dockerfile',
    },
  },
  after: {},
});
