import { defineScenario } from '../../support/scenario.ts';
import { edited, shop } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';

export default defineScenario({
  title:
    'Asked of the whole container: what the image copies is as it was, and a source that a stage compiles was edited',
  files: {
    ...shop,
    'package.json': '{ "name": "till", "type": "module" }\n',
    'src/server.test.js': 'expect(serve())\n',
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /build
COPY . .
RUN mkdir dist && cat src/server.js > dist/bundle.js

FROM ${baseImage}
WORKDIR /app
COPY package.json .
COPY --from=build /build/dist dist
CMD ["sleep", "86400"]
`,
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('src/server.js', edited);
    await write('src/server.test.js', 'expect(serve("second version, edited"))\n');
  },
  asked: { file: null },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: 'confirmed',
      says: ['src/server.js', '/app/dist/bundle.js', 'Dockerfile:4'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
