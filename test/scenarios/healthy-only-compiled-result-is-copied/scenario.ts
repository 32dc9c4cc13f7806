import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source goes into a compiling stage, only the result into the image: the result has the change',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /build
COPY src/ src/
RUN cat src/server.js src/server.js > bundle.js

FROM ${baseImage}
COPY --from=build /build/bundle.js /app/bundle.js
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'src/server.js' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/app/bundle.js'] } },
});
