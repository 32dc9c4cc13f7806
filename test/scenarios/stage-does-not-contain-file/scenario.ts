import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The stage "dev" copies the file, but Compose builds the target "prod"',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS common
WORKDIR /app
COPY package.json .

FROM common AS dev
COPY src/ src/
COPY tools/ tools/

FROM common AS prod
COPY src/ src/
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      target: prod\n',
    'package.json': '{ "name": "shop" }\n',
    'tools/profile.js': 'profile()\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('tools/profile.js', 'profile("deeper")\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'tools/profile.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'stage-does-not-contain-file',
      certainty: 'confirmed',
      says: ['dev', 'prod', 'Dockerfile:7'],
    },
  },
  after: {},
});
