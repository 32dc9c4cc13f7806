import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';
import { serveFolder } from '../../support/serve-folder.ts';

export default defineScenario({
  title: 'A RUN downloads a file; the file changed, the image was built again, and the download came from the cache',
  files: {
    'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      network: host\n',
    'src/server.js': 'serve("first version")\n',
    'catalogue/prices.json': '{ "bread": 3 }\n',
  },
  play: async ({ compose, folder, write }) => {
    const port = await serveFolder(`${folder}/catalogue`);
    await write(
      'Dockerfile',
      `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN wget -q -O prices.json http://127.0.0.1:${port}/prices.json
CMD ["sleep", "86400"]
`,
    );
    await compose('up', '-d', '--build');
    await write('catalogue/prices.json', '{ "bread": 4 }\n');
    await compose('up', '-d', '--build');
  },
  asked: { file: 'catalogue/prices.json' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'cached-run-fetched-old-copy',
      certainty: 'confirmed',
      says: ['Dockerfile:4', '/app/prices.json', 'wget'],
      remedy: 'docker compose … build --no-cache web',
      outranked: ['not-copied-by-dockerfile'],
    },
  },
  after: {},
});
