import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The base image does all by ONBUILD, its copying too, and the image was not built since the change',
  files: {
    'base/Dockerfile': `FROM ${baseImage}
WORKDIR /srv
ONBUILD RUN echo prepared > .prepared
ONBUILD COPY site ./site
CMD ["sleep", "86400"]
`,
    'site/index.html': '<h1>first</h1>\n',
  },
  play: async ({ docker, name, write }) => {
    await docker('build', '-t', `${name}-base`, 'base');
    await write('Dockerfile', `FROM ${name}-base\n`);
    await docker('build', '-t', `${name}:dev`, '.');
    await docker('run', '-d', '--name', name, `${name}:dev`);
    await write('site/index.html', '<h1>second, edited</h1>\n');
  },
  asked: { file: 'site/index.html' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/srv/site/index.html', 'ONBUILD COPY site ./site', 'Dockerfile:1'],
      remedy: 'docker build -t shop:dev …',
    },
  },
  after: {},
});
