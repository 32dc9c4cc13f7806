import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The database was made after the last change to its init script',
  files: {
    Dockerfile: `FROM ${baseImage}
RUN mkdir -p /var/lib/mysql /docker-entrypoint-initdb.d && echo made by the image > /var/lib/mysql/README
VOLUME /var/lib/mysql
CMD ["sh", "-c", "[ -e /var/lib/mysql/auto.cnf ] || cp /docker-entrypoint-initdb.d/* /var/lib/mysql/auto.cnf; exec sleep 86400"]
`,
    'init/tables.sql': 'create table orders (id int);\n',
  },
  play: async ({ docker, folder, name, until, write }) => {
    await docker('build', '-t', name, '.');
    await write('init/tables.sql', 'create table orders (id int, total int);\n');
    await docker('run', '-d', '--name', name, '-v', `${folder}/init:/docker-entrypoint-initdb.d:ro`, name);
    await until('the data', () =>
      docker('exec', name, 'cat', '/var/lib/mysql/auto.cnf').then(
        () => true,
        () => false,
      ),
    );
  },
  asked: { file: 'init/tables.sql' },
  expected: { shop: { outcome: 'change-is-present' } },
});
