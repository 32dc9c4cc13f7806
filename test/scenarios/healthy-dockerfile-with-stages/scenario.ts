import { baseImage } from '../../support/stage.ts';
import { plainShop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'A Dockerfile of several stages that was only touched: what a compiling stage does leaves no trace in the image',
  files: {
    ...plainShop,
    Dockerfile: `ARG BASE=${baseImage}
FROM $BASE AS build
RUN mkdir /out && echo compiled > /out/program
FROM $BASE
ARG REVISION=none
ENV REVISION=$REVISION
COPY --from=build /out/ /app/
CMD ["sleep", "86400"]
`,
  },
  play: async ({ docker, write, read, name }) => {
    await docker('build', '--build-arg', 'REVISION=abc', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
    await write('Dockerfile', `# touched\n${await read('Dockerfile')}`);
  },
  asked: { file: 'Dockerfile', container: 'shop-web' },
  expected: { 'shop-web': { outcome: ['change-is-present', 'unknown'] } },
});
