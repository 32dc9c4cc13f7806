import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The building stage has the migrations, and the last stage takes the bundle alone from it',
  files: {
    Dockerfile: `FROM ${baseImage} AS build
WORKDIR /src
COPY . .
RUN mkdir dist && tr a-z A-Z < src/main.ts > dist/main.js

FROM ${baseImage}
WORKDIR /app
COPY --from=build /src/dist ./dist
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n',
    'src/main.ts': 'migrate("migrations")\n',
    'migrations/001_users.sql': 'CREATE TABLE users (id integer);\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write(
      'migrations/001_users.sql',
      'CREATE TABLE users (id integer);\nCREATE INDEX users_by_id ON users (id);\n',
    );
    await compose('up', '-d', '--build');
  },
  asked: { file: 'migrations/001_users.sql' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'stage-does-not-contain-file',
      certainty: 'confirmed',
      says: ['Stage build takes it: COPY . .', 'Dockerfile:3', '/app/dist'],
    },
  },
  after: {},
});
