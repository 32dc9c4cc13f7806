import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Only the stage for tests copies the settings; the image has old ones from its first stage’s RUN',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage} AS base
WORKDIR /app
RUN mkdir config && echo old > config/app.ini

FROM base AS test
COPY config/ config/

FROM base
COPY src/ src/
CMD ["sleep", "86400"]
`,
    'config/app.ini': 'colour = blue\n',
  },
  play: async ({ docker, buildByLegacyBuilder, name, write }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('config/app.ini', 'colour = green\n');
  },
  asked: { file: 'config/app.ini' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'stage-does-not-contain-file',
      certainty: 'confirmed',
      says: ['test', 'Dockerfile:6'],
    },
  },
});
