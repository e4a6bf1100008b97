import { describe, expect, it } from 'vitest';
import { migrationNoTimeout } from '#app/audit/rules/migration-no-timeout.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-no-timeout'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-no-timeout', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationNoTimeout, [run()])).toEqual(['file:"drizzle/0001_b.sql"']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationNoTimeout, [run(['migration-other'])])).toEqual([]);
  });

  it('leaves files alone that the database ran', () => {
    expect(
      flaggedIn(migrationNoTimeout, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual([]);
    expect(flaggedIn(migrationNoTimeout, [run(), liveWith([['a', 1]])])).toHaveLength(1);
  });
});
