import { describe, expect, it } from 'vitest';
import { runAudit } from '#app/audit';
import { migrationLocks } from '#app/audit/rules/migration-locks.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-locks'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-locks', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationLocks, [run()])).toEqual(['file:"drizzle/0001_b.sql"']);
  });

  it('tells the statements of one file once, with the line of each', () => {
    const mark = (table: string) => ({ marked: [{ rule: 'migration-locks', table }] });
    const reading = migrationsOf({
      '0000_a': { runs: [mark('table:public.guests'), mark('table:public.events'), mark('table:public.guests')] },
      '0001_b': { runs: [mark('table:public.guests')] },
    });
    const { findings } = runAudit({ readings: [reading] }, { rules: [migrationLocks] });
    expect(findings.map(({ table, message }) => ({ table, message }))).toEqual([
      { table: null, message: expect.stringContaining('drizzle/0000_a.sql: 3 statements (lines 1, 2, 3)') },
      { table: 'table:public.guests', message: 'drizzle/0001_b.sql:1: it is so.' },
    ]);
    expect(findings[0]?.evidence.map(({ origin }) => origin?.line)).toEqual([1, 2, 3]);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationLocks, [run(['migration-other'])])).toEqual([]);
  });

  it('leaves files alone that the database ran', () => {
    expect(
      flaggedIn(migrationLocks, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual([]);
    expect(flaggedIn(migrationLocks, [run(), liveWith([['a', 1]])])).toHaveLength(1);
  });

  it('does not flag a table that is known to be small', () => {
    const sized = (rowEstimate: number) => ({
      ...liveWith([['a', 1]]),
      statistics: { tables: [{ table: 'table:public.guests', rowEstimate, bytes: 1 }] },
    });
    expect(flaggedIn(migrationLocks, [run(), sized(200)])).toEqual([]);
    expect(flaggedIn(migrationLocks, [run(), sized(2_000_000)])).toHaveLength(1);
    expect(flaggedIn(migrationLocks, [run(), sized(-1)])).toHaveLength(1);
  });
});
