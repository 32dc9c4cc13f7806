import { baseImage } from '../../support/stage.ts';
import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'docker build --target runtime leaves out the last stage, which alone copies the file',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage} AS runtime
WORKDIR /srv
COPY src/ /srv/src/
CMD ["sleep", "86400"]

FROM runtime AS debugging
COPY tools/ /srv/tools/
`,
    'tools/trace.js': 'trace()\n',
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '--target', 'runtime', '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('tools/trace.js', edited);
  },
  asked: { file: 'tools/trace.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'stage-does-not-contain-file',
      certainty: 'confirmed',
      says: ['debugging', 'runtime', 'Dockerfile:7'],
    },
  },
  after: { expected: { 'shop-web': { outcome: 'change-is-present' } } },
});
