import { canaries } from '../../support/canaries.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const variables = (api: string): string => `PASSWORD=${canaries.environment}\nVITE_API_URL=${api}\n`;

export default defineScenario({
  title:
    'The address of the API was changed in the environment file and the container recreated; the bundle has the old one',
  files: {
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /work
ARG VITE_API_URL=https://api.example.test/v1
COPY src src
RUN mkdir -p dist/assets && echo "fetch('$VITE_API_URL')" > dist/assets/index.js

FROM ${baseImage}
COPY --from=build /work/dist /srv/www
CMD ["sleep", "86400"]
`,
    '.dockerignore': '*.env\n',
    'src/main.js': 'fetch(import.meta.env.VITE_API_URL)\n',
    'compose.yaml': 'services:\n  web:\n    build: .\n    env_file: web.env\n',
    'web.env': variables('https://api.example.test/v1'),
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('web.env', variables('https://api.example.test/v2'));
    await compose('up', '-d');
  },
  asked: { file: 'web.env' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'build-time-env-baked',
      certainty: 'confirmed',
      says: ['VITE_API_URL', 'web.env:2', 'Dockerfile:3', 'Dockerfile:5', '/srv/www/assets/index.js'],
      remedy: 'docker compose … build --build-arg VITE_API_URL web',
    },
  },
  after: { variables: { VITE_API_URL: 'https://api.example.test/v2' } },
});
