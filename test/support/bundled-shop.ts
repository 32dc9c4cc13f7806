import { baseImage } from './stage.ts';

/** A shop whose image copies `dist/`, which a build on the host makes of `src/`. */
export const bundledShop = {
  Dockerfile: `FROM ${baseImage}
WORKDIR /srv
COPY dist/ public/
CMD ["sleep", "86400"]
`,
  'compose.yaml': 'services:\n  web:\n    build: .\n',
  'package.json': '{ "scripts": { "build": "mkdir -p dist && cat src/*.ts > dist/app.js" } }\n',
  'dist/app.js': 'const price = 1;\nshow(price);\n',
  'src/app.ts': 'const price = 1;\nshow(price);\n',
};
