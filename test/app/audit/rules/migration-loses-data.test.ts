import { describe, expect, it } from 'vitest';
import { migrationLosesData } from '#app/audit/rules/migration-loses-data.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-loses-data'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-loses-data', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationLosesData, [run()])).toEqual(['table:public.guests#0001_b:1:1']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationLosesData, [run(['migration-other'])])).toEqual([]);
  });

  it('leaves files alone that the database ran', () => {
    expect(
      flaggedIn(migrationLosesData, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual([]);
    expect(flaggedIn(migrationLosesData, [run(), liveWith([['a', 1]])])).toHaveLength(1);
  });

  it('tells what one statement drops apart', () => {
    expect(flaggedIn(migrationLosesData, [run(['migration-loses-data', 'migration-loses-data'])])).toEqual([
      'table:public.guests#0001_b:1:1',
      'table:public.guests#0001_b:1:2',
    ]);
  });
});
