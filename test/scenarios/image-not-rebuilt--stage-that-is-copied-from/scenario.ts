import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN of the stage that files are copied from was changed; comments and another stage were, too',
  // Such a stage leaves no trace in an image, and Engine 20.10 keeps no record of its builds: the answer there is that it cannot be told.
  engines: ['engine-28-classic', 'engine-28-containerd'],
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS build
RUN mkdir /out && echo plain > /out/bundle
FROM ${baseImage} AS test
RUN echo nobody builds this
FROM ${baseImage}
COPY --from=build /out /srv/out
COPY src /srv/src
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write, read }) => {
    await compose('up', '-d', '--build');
    const before = await read('Dockerfile');
    const after = before.replace('plain', 'minified').replace('nobody builds', 'still nobody builds');
    await write('Dockerfile', `# The bundle is smaller now.\n${after}`);
  },
  asked: { file: 'Dockerfile' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['it lacks RUN mkdir …', 'Dockerfile:3', 'record of the build'],
      remedy:
        'docker compose -p shop --project-directory /home/dev/shop -f /home/dev/shop/compose.yaml up -d --build web',
    },
  },
  after: {},
});
