import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The entrypoint and a variable of the Dockerfile were changed; the legacy builder had built the image',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}
ENV MODE live
WORKDIR /app
COPY . .
ENTRYPOINT sleep 86400
`,
  },
  play: async ({ docker, buildByLegacyBuilder, write, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write(
      'Dockerfile',
      `FROM ${baseImage}
ENV MODE test
WORKDIR /app
COPY . .
ENTRYPOINT sleep 86000
`,
    );
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['ENV MODE', 'ENTRYPOINT', 'Dockerfile:2', 'Dockerfile:5'],
    },
  },
});
