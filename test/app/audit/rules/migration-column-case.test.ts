import { describe, expect, it } from 'vitest';
import { migrationColumnCase } from '#app/audit/rules/migration-column-case.ts';
import { flaggedIn, found, liveWith, migrationsOf } from '../readings.ts';

const run = (marked = ['migration-column-case'], rest: object = {}) =>
  migrationsOf({
    '0000_a': { when: 1, hash: 'a' },
    '0001_b': {
      when: 2,
      hash: 'b',
      runs: [{ marked: marked.map((rule) => ({ rule, table: 'table:public.guests' })), ...rest }],
    },
  });

describe('migration-column-case', () => {
  it('flags a statement with its mark', () => {
    expect(flaggedIn(migrationColumnCase, [run()])).toEqual(['table:public.guests#0001_b:1:1']);
  });

  it('leaves other marks to other rules', () => {
    expect(flaggedIn(migrationColumnCase, [run(['migration-other'])])).toEqual([]);
  });

  it('flags it in files that the database ran, too', () => {
    expect(
      flaggedIn(migrationColumnCase, [
        run(),
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toHaveLength(1);
  });

  it('says whether the statement failed or was skipped in silence', () => {
    const [finding] = found(migrationColumnCase, [run(undefined, { outcome: 'no-effect' })]);
    expect(finding?.evidence[0]?.text).toMatch(/its condition was false/);
  });
});
