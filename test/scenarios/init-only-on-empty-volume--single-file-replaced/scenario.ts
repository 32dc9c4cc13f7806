import { baseImage } from '../../support/stage.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The only init script is mounted singly, an editor saved it by rename, and the data are in an anonymous volume',
  files: {
    Dockerfile: `FROM ${baseImage}
RUN mkdir -p /data/db /docker-entrypoint-initdb.d
VOLUME /data/db
CMD ["sh", "-c", "[ -e /data/db/storage ] || cp /docker-entrypoint-initdb.d/* /data/db/storage; exec sleep 86400"]
`,
    'init.js': 'db.createCollection("orders")\n',
  },
  play: async ({ docker, folder, name, replace, untilWellAfterStartOf }) => {
    await docker('build', '-t', name, '.');
    await docker('run', '-d', '--name', name, '-v', `${folder}/init.js:/docker-entrypoint-initdb.d/init.js:ro`, name);
    await untilWellAfterStartOf(name);
    await replace('init.js', 'db.createCollection("orders"); db.createCollection("bills")\n');
  },
  asked: { file: 'init.js' },
  expected: {
    shop: {
      outcome: 'cause-found',
      cause: 'init-only-on-empty-volume',
      certainty: 'likely',
      says: ['/docker-entrypoint-initdb.d', 'at /data/db'],
      remedy: 'docker rm -f -v shop',
      outranked: ['single-file-bind-old-inode'],
    },
  },
  after: {},
});
