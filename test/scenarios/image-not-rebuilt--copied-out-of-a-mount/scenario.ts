import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'A RUN copies the file out of its bind mount, and the image was not built since the change',
  files: {
    'schema/tables.sql': 'create table orders;\n',
    'schema/notes.txt': 'no step copies this\n',
    Dockerfile: `FROM ${baseImage}
WORKDIR /srv
RUN --mount=type=bind,source=schema,target=/schema mkdir initial && cp /schema/*.sql initial/
CMD ["sleep", "86400"]
`,
    'compose.yaml': 'services:\n  web:\n    build: .\n',
  },
  play: async ({ compose, write }) => {
    await compose('up', '-d', '--build');
    await write('schema/tables.sql', 'create table orders_of_two_kinds;\n');
    await compose('up', '-d');
  },
  asked: { file: 'schema/tables.sql' },
  expected: {
    'shop-web-1': {
      outcome: 'cause-found',
      cause: 'image-not-rebuilt',
      certainty: 'confirmed',
      says: ['/srv/initial/tables.sql', 'Dockerfile:3'],
      remedy: 'docker compose … up -d --build web',
    },
  },
  after: {},
});
