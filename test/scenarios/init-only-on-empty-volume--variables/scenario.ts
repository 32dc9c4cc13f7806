import { databaseWithVariables } from '../../support/database.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The database’s password was changed and the service recreated; the data keep the password they were made with',
  files: databaseWithVariables,
  play: async ({ compose, name, untilLogged, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-db-1`, 'data made');
    await untilWellAfterStartOf(`${name}-db-1`);
    await write('db.env', 'POSTGRES_USER=shop\nPOSTGRES_PASSWORD=second\n');
    await compose('up', '-d');
  },
  asked: { file: 'db.env' },
  expected: {
    'shop-db-1': {
      outcome: 'cause-found',
      cause: 'init-only-on-empty-volume',
      certainty: 'likely',
      says: ['POSTGRES_USER, POSTGRES_PASSWORD', 'shop_pgdata is mounted at /var/lib/postgresql/data', 'PG_VERSION'],
      remedy: 'docker compose … rm -s -f db',
    },
  },
  after: {},
});
