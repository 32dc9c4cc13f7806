import { databaseWithVariables } from '../../support/database.ts';
import { defineScenario } from '../../support/scenario.ts';

export default defineScenario({
  title:
    'The file with the database’s variables was saved again as it was; the container that made the data still runs',
  files: databaseWithVariables,
  play: async ({ compose, name, untilLogged, untilWellAfterStartOf, write }) => {
    await compose('up', '-d', '--build');
    await untilLogged(`${name}-db-1`, 'data made');
    await untilWellAfterStartOf(`${name}-db-1`);
    await write('db.env', databaseWithVariables['db.env'] ?? '');
    await compose('up', '-d');
  },
  asked: { file: 'db.env' },
  expected: { 'shop-db-1': { outcome: 'change-is-present' } },
});
