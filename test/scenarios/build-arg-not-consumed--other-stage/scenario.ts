import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'Built by hand: the ARG is declared in the compiling stage, and a RUN of the last one uses it; asked about the whole container',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage} AS build
ARG LEVEL=1
RUN echo $LEVEL > /built
FROM ${baseImage}
WORKDIR /app
COPY --from=build /built /built
COPY . .
RUN echo $LEVEL > /level
CMD ["sleep", "86400"]
`,
  },
  play: async ({ docker, name }) => {
    await docker('build', '--build-arg', 'LEVEL=2', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: null, container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'build-arg-not-consumed',
      certainty: 'likely',
      says: ['LEVEL', 'Dockerfile:2', 'Dockerfile:8'],
    },
  },
});
