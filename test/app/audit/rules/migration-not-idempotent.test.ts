import { describe, expect, it } from 'vitest';
import { migrationNotIdempotent } from '#app/audit/rules/migration-not-idempotent.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-not-idempotent'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-not-idempotent', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationNotIdempotent, [run()])).toEqual(['file:"drizzle/0001_b.sql"']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationNotIdempotent, [run(['migration-other'])])).toEqual([]);
  });

  it('leaves files alone that the database ran', () => {
    expect(
      flaggedIn(migrationNotIdempotent, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual([]);
    expect(flaggedIn(migrationNotIdempotent, [run(), liveWith([['a', 1]])])).toHaveLength(1);
  });
});
