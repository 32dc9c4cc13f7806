import { edited, plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN rewrites the file, and nothing was built since the edit: the layers show that the edit never came in',
  files: {
    ...plainShop,
    Dockerfile: plainShop.Dockerfile.replace('COPY . .', 'COPY . .\nRUN sed -i s/first/released/ src/server.js'),
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('src/server.js', edited);
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['src/server.js', 'Dockerfile:3'],
    },
  },
});
