import { baseImage } from './stage.ts';

/** What the entrypoints of the official images do, reduced to the order of things: data are made once, with the variables of then. */
const entrypoint = `#!/bin/sh
set -e
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  echo 16 > "$PGDATA/PG_VERSION"
  echo "$POSTGRES_USER" > "$PGDATA/users"
  echo "data made"
fi
exec "$@"
`;

/** A database whose variables are in a file of their own. */
export const databaseWithVariables: Readonly<Record<string, string>> = {
  'db/Dockerfile': `FROM ${baseImage}
COPY entrypoint.sh /bin/docker-entrypoint.sh
RUN chmod 755 /bin/docker-entrypoint.sh && mkdir -p /var/lib/postgresql/data
ENV PGDATA=/var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["sleep", "86400"]
`,
  'db/entrypoint.sh': entrypoint,
  'db.env': 'POSTGRES_USER=shop\nPOSTGRES_PASSWORD=first\n',
  'compose.yaml': `services:
  db:
    build: db
    network_mode: none
    env_file: db.env
    volumes:
      - pgdata:/var/lib/postgresql/data
volumes:
  pgdata:
`,
};
