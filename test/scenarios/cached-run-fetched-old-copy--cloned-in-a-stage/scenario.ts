import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';
import { serveFolder } from '../../support/serve-folder.ts';

/** The image has no git: this one takes what the tests serve, and is called and cached as the real one is. */
const git = `#!/bin/sh
[ "$1" = clone ] || exit 1
mkdir -p "$3/lib" && wget -q -O "$3/lib/shop.js" "\${2%.git}/lib/shop.js"
`;

export default defineScenario({
  title: 'A stage clones the repository the Dockerfile stands in; nobody fetched it again after the edit',
  files: { 'lib/shop.js': 'sell("bread")\n', '.git/config': '[core]\n\tbare = false\n' },
  play: async ({ docker, folder, name, write }) => {
    const port = await serveFolder(folder.slice(0, -name.length));
    await write('tools/git', git);
    await write(
      'Dockerfile',
      `FROM ${baseImage} AS sources
COPY --chmod=755 tools/git /bin/git
RUN git clone http://127.0.0.1:${port}/${name}.git /work/shop

FROM ${baseImage}
COPY --from=sources /work/shop/lib /srv/lib
CMD ["sleep", "86400"]
`,
    );
    await docker('build', '--network', 'host', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
    await write('lib/shop.js', 'sell("bread", "cake")\n');
  },
  asked: { file: 'lib/shop.js', container: 'shop' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'cached-run-fetched-old-copy',
      certainty: 'confirmed',
      says: ['Dockerfile:3', '/srv/lib/shop.js', 'git'],
      remedy: 'docker build --no-cache -t shop …',
      outranked: ['not-copied-by-dockerfile'],
    },
  },
});
