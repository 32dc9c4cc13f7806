import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The image was built after the change, and nothing of the source can be recognised in what was made of it',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /build
COPY src/ src/
RUN --mount=type=cache,target=/build/cache gzip -c src/server.js > server.bin

FROM ${baseImage}
COPY --from=build /build/server.bin /usr/local/bin/server
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'unknown' } },
});
