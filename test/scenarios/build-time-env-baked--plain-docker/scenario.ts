import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'Built by hand with a build argument, and run with another value of it by --env-file',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
ARG REACT_APP_REGION
COPY . .
RUN sh tools/build.sh
CMD ["sleep", "86400"]
`,
    '.dockerignore': '*.env\n',
    'tools/build.sh': 'mkdir -p build/static && echo "region=\'$REACT_APP_REGION\'" > build/static/main.js\n',
    'prod.env': 'REACT_APP_REGION=eu-west\n',
  },
  play: async ({ docker, write, name }) => {
    await docker('build', '--build-arg', 'REACT_APP_REGION=eu-west', '-t', name, '.');
    await docker('run', '-d', '--name', `${name}-web`, '--env-file', 'prod.env', name);
    await write('prod.env', 'REACT_APP_REGION=us-east\n');
    await docker('rm', '-f', `${name}-web`);
    await docker('run', '-d', '--name', `${name}-web`, '--env-file', 'prod.env', name);
  },
  asked: { file: 'prod.env', container: 'shop-web' },
  expected: {
    'shop-web': {
      outcome: 'cause-found',
      cause: 'build-time-env-baked',
      certainty: 'confirmed',
      says: ['REACT_APP_REGION', 'prod.env:1', 'Dockerfile:5', '/app/build/static/main.js'],
      remedy: 'docker build --build-arg REACT_APP_REGION …',
    },
  },
});
