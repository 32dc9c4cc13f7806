import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const dockerfile = (program: string): string => `FROM ${baseImage} AS build
RUN mkdir /out && echo ${program} > /out/program
FROM ${baseImage}
COPY --from=build /out/ /app/
CMD ["sleep", "86400"]
`;

export default defineScenario({
  title: 'A compiling stage was edited, and the image built and run again: that stage’s steps are in no history',
  files: {},
  play: async ({ docker, write, name }) => {
    await write('Dockerfile', dockerfile(`first of ${name}`));
    await docker('build', '-t', name, '.');
    await write('Dockerfile', dockerfile(`second of ${name}`));
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'Dockerfile', container: 'shop-web' },
  expected: { 'shop-web': { outcome: 'change-is-present' } },
});
