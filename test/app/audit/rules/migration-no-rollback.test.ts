import { describe, expect, it } from 'vitest';
import { migrationNoRollback } from '#app/audit/rules/migration-no-rollback.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-no-rollback'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-no-rollback', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationNoRollback, [run()])).toEqual(['file:"drizzle/0001_b.sql"']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationNoRollback, [run(['migration-other'])])).toEqual([]);
  });

  it('flags it in files that the database ran, too', () => {
    expect(
      flaggedIn(migrationNoRollback, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toHaveLength(1);
  });

  it('does not flag a file with a down script', () => {
    const runs = [{ marked: [{ rule: 'migration-no-rollback' }] }];
    expect(
      flaggedIn(migrationNoRollback, [migrationsOf({ '0001_b': { runs, down: 'drizzle/0001_b.down.sql' } })]),
    ).toEqual([]);
  });
});
