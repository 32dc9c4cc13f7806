import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The bundle was built on the host after the edit, and the image after that; the source itself is copied nowhere',
  files: {
    'web/Dockerfile': `FROM ${baseImage}
WORKDIR /srv
COPY dist/ public/
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: ./web\n',
    'web/package.json': '{ "scripts": { "build": "mkdir -p dist && cat src/*.ts > dist/app.js" } }\n',
    'web/src/app.ts': 'const price = 2;\nshow(price);\n',
    'web/dist/app.js': 'const price = 2;\nshow(price);\n',
  },
  play: async ({ compose }) => {
    await compose('up', '-d', '--build');
  },
  asked: { file: 'web/src/app.ts' },
  expected: { 'shop-web-1': { outcome: 'change-is-present', says: ['/srv/public/app.js'] } },
});
