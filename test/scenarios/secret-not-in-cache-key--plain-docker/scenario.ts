import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The secret was given to docker build; what the step makes of it cannot be compared, and it is older than the secret',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
COPY src/ src/
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc sha256sum /root/.npmrc | cut -c1-8 > /app/registry.sum
CMD ["sleep", "86400"]
`,
    'src/server.js': 'serve("first version")\n',
    '.npmrc': 'first-token\n',
    '.dockerignore': '.npmrc\n',
  },
  play: async ({ docker, name, untilWellAfterStartOf, write }) => {
    // The cache of an earlier play would have the step with the new secret.
    await write('src/play.txt', name);
    await docker('build', '--secret', 'id=npmrc,src=.npmrc', '-t', name, '.');
    await docker('run', '-d', '--name', name, name);
    await untilWellAfterStartOf(name);
    await write('.npmrc', 'second-token\n');
    await docker('build', '--secret', 'id=npmrc,src=.npmrc', '-t', name, '.');
  },
  asked: { file: '.npmrc' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'secret-not-in-cache-key',
      certainty: ['likely', 'confirmed'],
      says: ['Dockerfile:4', 'npmrc'],
      remedy: 'docker build --no-cache …',
      outranked: ['not-copied-by-dockerfile', 'dockerignore-excludes-file'],
    },
  },
});
