import { describe, expect, it } from 'vitest';
import { migrationConcurrently } from '#app/audit/rules/migration-concurrently.ts';
import { flaggedIn, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-concurrently'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-concurrently', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationConcurrently, [run()])).toEqual(['table:public.guests#0001_b:1']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationConcurrently, [run(['migration-other'])])).toEqual([]);
  });

  it('flags it in files that the database ran, too', () => {
    expect(
      flaggedIn(migrationConcurrently, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toHaveLength(1);
  });
});
