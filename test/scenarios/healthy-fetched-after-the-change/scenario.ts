import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';
import { serveFolder } from '../../support/serve-folder.ts';

export default defineScenario({
  title: 'A RUN downloads a file, and did so after its last change',
  files: { 'src/server.js': 'serve("first version")\n', 'catalogue/prices.json': '{ "bread": 4 }\n' },
  play: async ({ docker, folder, name, write }) => {
    const port = await serveFolder(`${folder}/catalogue`);
    await write(
      'Dockerfile',
      `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN wget -q http://127.0.0.1:${port}/prices.json
CMD ["sleep", "86400"]
`,
    );
    await docker('build', '--network', 'host', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
  },
  asked: { file: 'catalogue/prices.json' },
  expected: { shop: { outcome: 'change-is-present', says: ['/app/prices.json'] } },
});
