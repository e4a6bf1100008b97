import { describe, expect, it } from 'vitest';
import { migrationEditedAfterApply } from '#app/audit/rules/migration-edited-after-apply.ts';
import { flaggedIn, liveWith, migrationsOf, unevaluated } from '../readings.ts';

const files = migrationsOf({ '0000_a': { when: 1, hash: 'a' }, '0001_b': { when: 2, hash: 'b' } });

describe('migration-edited-after-apply', () => {
  it('flags a file that the database ran with another hash', () => {
    expect(
      flaggedIn(migrationEditedAfterApply, [
        files,
        liveWith([
          ['a', 1],
          ['other', 2],
        ]),
      ]),
    ).toEqual(['file:"drizzle/0001_b.sql"']);
  });

  it('does not flag files that were run as they are, or were not run', () => {
    expect(
      flaggedIn(migrationEditedAfterApply, [
        files,
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual([]);
    expect(flaggedIn(migrationEditedAfterApply, [files, liveWith([['a', 1]])])).toEqual([]);
  });

  it('is not evaluated without a database or its notes', () => {
    expect(unevaluated(migrationEditedAfterApply, [files])).toBe(true);
    expect(unevaluated(migrationEditedAfterApply, [files, liveWith(null)])).toBe(true);
  });
});
