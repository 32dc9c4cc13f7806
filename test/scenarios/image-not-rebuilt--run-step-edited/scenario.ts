import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN of the Dockerfile was changed and another one added; built by hand, without Compose',
  files: {
    ...plainShop,
    Dockerfile: `FROM ${baseImage}
ARG LEVEL=1
WORKDIR /app
RUN echo one > /one
COPY . .
CMD ["sleep", "86400"]
`,
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write(
      'Dockerfile',
      `FROM ${baseImage}
ARG LEVEL=1
WORKDIR /app
RUN echo two > /one
COPY . .
RUN touch /ready
CMD ["sleep", "86400"]
`,
    );
    await docker('restart', `${name}-web`);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'likely',
      says: ['RUN echo', 'Dockerfile:4', 'Dockerfile:6'],
      remedy: 'docker build -t shop -f /home/dev/shop/Dockerfile /home/dev/shop',
    },
  },
  after: {},
});
