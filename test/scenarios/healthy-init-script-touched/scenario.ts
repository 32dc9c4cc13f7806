import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { initialCommit } from '../../support/git.ts';
import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title: 'The init script was touched after the database was made of it; git has noted the same content before',
  files: {
    Dockerfile: `FROM ${baseImage}
RUN mkdir -p /var/lib/mysql /docker-entrypoint-initdb.d
VOLUME /var/lib/mysql
CMD ["sh", "-c", "[ -e /var/lib/mysql/auto.cnf ] || cp /docker-entrypoint-initdb.d/* /var/lib/mysql/auto.cnf; exec sleep 86400"]
`,
    'init/tables.sql': 'create table orders (id int);\n',
  },
  play: async (stage) => {
    const { docker, folder, name, until, untilWellAfterStartOf } = stage;
    await initialCommit(stage);
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, '-v', `${folder}/init:/docker-entrypoint-initdb.d:ro`, name);
    await until('the data', () =>
      docker('exec', name, 'cat', '/var/lib/mysql/auto.cnf').then(
        () => true,
        () => false,
      ),
    );
    await untilWellAfterStartOf(name);
    await utimes(join(folder, 'init/tables.sql'), new Date(), new Date());
  },
  asked: { file: 'init/tables.sql' },
  expected: { shop: { outcome: 'change-is-present' } },
});
