import { baseImage } from '../../support/stage.ts';
import { edited, shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source is compiled in a stage; the image was built again, the container only restarted',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS build
COPY src/ /build/
RUN mkdir /build/out && cp /build/server.js /build/out/server

FROM ${baseImage}
COPY --from=build /build/out/ /usr/local/bin/
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await compose('build');
    await compose('restart');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'container-runs-old-image',
      certainty: 'confirmed',
      says: ['/usr/local/bin/server', 'Dockerfile:3'],
      remedy: 'docker compose … up -d web',
    },
  },
  after: {},
});
