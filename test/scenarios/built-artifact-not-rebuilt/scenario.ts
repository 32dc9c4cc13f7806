import { baseImage } from '../../support/stage.ts';
import { shop } from '../../support/shop.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The source is mounted live, the process runs a bundle that was made of it when the image was built',
  files: {
    ...shop,
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN mkdir dist && cat src/*.js > dist/bundle.js
CMD ["sh", "-c", "while true; do cat dist/bundle.js > /dev/null; sleep 5; done"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n    volumes:\n      - ./src:/app/src\n',
  },
  play: async ({ compose, name, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilWellAfterStartOf(`${name}-web-1`);
    await write('src/server.js', 'serve("second version, edited")\n');
  },
  asked: { file: 'src/server.js' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'built-artifact-not-rebuilt',
      certainty: 'confirmed',
      says: ['/app/dist/bundle.js', 'Dockerfile:4'],
      remedy: 'docker compose … up -d --build web',
      outranked: ['process-not-restarted'],
    },
  },
  after: {},
});
