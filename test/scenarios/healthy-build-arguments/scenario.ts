import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Build arguments that arrive: for FROM and a RUN, in a stage below, in ENV, and one that a shell sets itself',
  files: {
    ...shop,
    Dockerfile: `ARG BASE=${baseImage}
ARG LEVEL=1
FROM $BASE AS base
ARG LEVEL
ARG MODE
ENV MODE=$MODE
FROM base
WORKDIR /app
RUN echo $LEVEL $MODE > /level && NAME=x && echo $NAME
COPY . .
CMD ["sleep", "86400"]
`,
    'compose.yaml':
      'services:\n  web:\n    build:\n      context: .\n      args: { LEVEL: 3, MODE: test, http_proxy: "" }\n',
  },
  play: async ({ compose, write, read }) => {
    await compose('up', '-d', '--build');
    await write('Dockerfile', `# touched\n${await read('Dockerfile')}`);
  },
  asked: { file: 'Dockerfile' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
