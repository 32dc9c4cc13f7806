import { edited } from '../../support/shop.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A stage begins with the image of the shared library, which was not built again, and its files are copied on',
  files: {
    'compose.yaml': 'services:\n  database:\n    image: postgres\n',
    'library/Dockerfile': `FROM ${baseImage}\nWORKDIR /package\nCOPY text text\n`,
    'library/text/format.js': 'format("first version")\n',
    'web/server.js': 'serve()\n',
  },
  play: async ({ docker, write, name }) => {
    await write(
      'web/Dockerfile',
      `ARG LIBRARY=latest
FROM ${name}-library:\${LIBRARY} AS library
FROM ${baseImage}
WORKDIR /srv/shop-front
COPY --from=library /package/text vendor/text
COPY server.js .
`,
    );
    await docker('build', '-t', `${name}-library`, 'library');
    await docker('build', '-t', `${name}-web`, 'web');
    await write('library/text/format.js', edited);
    await docker('build', '-t', `${name}-web`, 'web');
    await docker('run', '-d', '--name', `${name}-web`, `${name}-web`);
  },
  asked: { file: 'library/text/format.js', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'copy-from-stale-image',
      // What the cache of Engine 20.10 shows of a build cannot be told from one that was not loaded.
      outranked: ['image-not-rebuilt', 'built-but-not-loaded'],
      certainty: 'confirmed',
      says: ['web/Dockerfile:5', 'shop-library', '/srv/shop-front/vendor/text/format.js'],
      remedy: 'docker build -t shop-library:latest …',
    },
  },
  after: {},
});
