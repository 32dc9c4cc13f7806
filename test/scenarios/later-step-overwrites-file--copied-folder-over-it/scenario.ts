import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A folder of overrides is copied over the sources, by the legacy builder, with an old copy of the edited file',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /srv
COPY site/ /srv/site/
RUN ["chmod", "644", "/srv/site/index.html"]
COPY overrides/ /srv/
`,
    'site/index.html': '<h1>Welcome</h1>\n',
    'overrides/site/index.html': '<h1>Closed</h1>\n',
  },
  play: async ({ docker, buildByLegacyBuilder, write, name }) => {
    await buildByLegacyBuilder('-t', name, '.');
    await write('site/index.html', '<h1>Welcome, all of you</h1>\n');
    await buildByLegacyBuilder('-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, name);
  },
  asked: { file: 'site/index.html' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'later-step-overwrites-file',
      certainty: 'confirmed',
      says: ['Dockerfile:5', 'COPY overrides/ /srv/'],
      outranked: ['image-not-rebuilt'],
    },
  },
});
