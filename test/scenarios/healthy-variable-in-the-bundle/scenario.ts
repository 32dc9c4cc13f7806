import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

const compose = (api: string): string => `services:
  web:
    build:
      context: .
      args:
        VITE_API_URL: ${api}
    environment:
      VITE_API_URL: ${api}
`;

export default defineScenario({
  title: 'The address of the API was changed for the build as well as for the container, and the image was built again',
  files: {
    Dockerfile: `FROM ${baseImage}
WORKDIR /app
ARG VITE_API_URL
RUN mkdir -p dist && echo "fetch('$VITE_API_URL')" > dist/index.js
CMD ["sleep", "86400"]
`,
    'compose.yaml': compose('https://api.example.test/v1'),
  },
  play: async ({ compose: run, write }) => {
    await run('up', '-d', '--build');
    await write('compose.yaml', compose('https://api.example.test/v2'));
    await run('up', '-d', '--build');
  },
  asked: { file: 'compose.yaml' },
  expected: { 'shop-web-1': { outcome: 'change-is-present' } },
});
