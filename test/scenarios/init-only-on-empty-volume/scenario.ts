import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

// What the entrypoints of the official Postgres, MySQL and MongoDB images do; those images cannot be had here.
const entrypoint = `#!/bin/sh
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  echo 16 > "$PGDATA/PG_VERSION"
  for f in /docker-entrypoint-initdb.d/*; do
    echo "running $f"
    cat "$f" >> "$PGDATA/tables"
  done
else
  echo "Skipping initialization"
fi
exec "$@"
`;

export default defineScenario({
  title: 'A table was added to the init script and the service recreated; the database keeps the data it was made with',
  files: {
    'db/Dockerfile': `FROM ${baseImage}
COPY entrypoint.sh /bin/docker-entrypoint.sh
RUN chmod 755 /bin/docker-entrypoint.sh && mkdir -p /var/lib/postgresql/data /docker-entrypoint-initdb.d
ENV PGDATA=/var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["sleep", "86400"]
`,
    'db/entrypoint.sh': entrypoint,
    'compose.yaml': `services:
  db:
    build: db
    network_mode: none
    volumes:
      - ./sql:/docker-entrypoint-initdb.d:ro
      - pgdata:/var/lib/postgresql/data
volumes:
  pgdata:
`,
    'sql/01-tables.sql': 'create table orders (id int);\n',
  },
  play: async ({ compose, name, untilLogged, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-db-1`, 'running');
    await untilWellAfterStartOf(`${name}-db-1`);
    await write('sql/01-tables.sql', 'create table orders (id int, total numeric);\n');
    await compose('up', '-d', '--force-recreate');
  },
  asked: { file: 'sql/01-tables.sql' },
  expected: {
    'shop-db-1': {
      outcome: 'cause-found',
      cause: 'init-only-on-empty-volume',
      certainty: 'likely',
      says: [
        '/docker-entrypoint-initdb.d is read once',
        'shop_pgdata is mounted at /var/lib/postgresql/data',
        'PG_VERSION',
      ],
      remedy: 'docker compose … rm -s -f db',
    },
  },
  after: {},
});
