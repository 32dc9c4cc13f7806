import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN after the COPY rewrites the file: image and workspace differ after every build',
  files: {
    ...plainShop,
    Dockerfile: plainShop.Dockerfile.replace('COPY . .', 'COPY . .\nRUN sed -i s/first/released/ src/server.js'),
  },
  play: async ({ docker, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'later-step-overwrites-file',
      certainty: 'confirmed',
      remedy: 'docker build … -t shop -f /home/dev/shop/Dockerfile /home/dev/shop',
      says: ['Dockerfile:3', 'Dockerfile:4', '/app/src/server.js', 'RUN sed'],
      outranked: ['image-not-rebuilt'],
    },
  },
  after: {
    first: ({ write }) => write('Dockerfile', plainShop.Dockerfile),
  },
});
