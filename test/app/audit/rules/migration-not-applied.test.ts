import { describe, expect, it } from 'vitest';
import { migrationNotApplied } from '#app/audit/rules/migration-not-applied.ts';
import { flaggedIn, found, liveWith, migrationsOf, unevaluated } from '../readings.ts';

const files = migrationsOf({
  '0000_a': { when: 1, hash: 'a' },
  '0001_b': { when: 2, hash: 'b' },
  '0002_c': { when: 3, hash: 'c' },
});

describe('migration-not-applied', () => {
  it('flags a file that the database has not', () => {
    expect(
      flaggedIn(migrationNotApplied, [
        files,
        liveWith([
          ['a', 1],
          ['b', 2],
        ]),
      ]),
    ).toEqual(['file:"drizzle/0002_c.sql"']);
  });

  it('flags one that will be skipped, and says so', () => {
    const [finding] = found(migrationNotApplied, [
      files,
      liveWith([
        ['a', 1],
        ['c', 3],
      ]),
    ]);
    expect(finding?.message).toMatch(/0001_b\.sql will never run/);
  });

  it('flags the folder once where Drizzle never migrated the database', () => {
    expect(flaggedIn(migrationNotApplied, [files, liveWith(null)])).toEqual(['file:drizzle']);
  });

  it('does not flag what was applied, an edited text included', () => {
    expect(
      flaggedIn(migrationNotApplied, [
        files,
        liveWith([
          ['a', 1],
          ['old', 2],
          ['c', 3],
        ]),
      ]),
    ).toEqual([]);
  });

  it('is not evaluated without a database', () => {
    expect(unevaluated(migrationNotApplied, [files])).toBe(true);
  });
});
