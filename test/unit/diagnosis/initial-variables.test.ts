import { describe, expect, it } from 'vitest';
import { isReadOnce } from '../../../client/src/diagnosis/initial-variables.ts';

describe('variables that databases read only while they have no data', () => {
  it.each([
    'POSTGRES_PASSWORD',
    'POSTGRES_PASSWORD_FILE',
    'MYSQL_ROOT_PASSWORD',
    'MARIADB_DATABASE',
    'MONGO_INITDB_DATABASE',
  ])('%s is one', (name) => expect(isReadOnce(name)).toBe(true));

  it.each(['PGDATA', 'POSTGRES_HOST', 'MYSQL_PASSWORD_HINT', 'DB_PASSWORD', 'TZ'])('%s is none', (name) =>
    expect(isReadOnce(name)).toBe(false),
  );
});
