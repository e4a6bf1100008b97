import { describe, expect, it } from 'vitest';
import { migrationDuplicateNumber } from '#app/audit/rules/migration-duplicate-number.ts';
import { flaggedIn, migrationsOf } from '../readings.ts';

describe('migration-duplicate-number', () => {
  it('flags two files with one number, once', () => {
    expect(flaggedIn(migrationDuplicateNumber, [migrationsOf({ '0000_a': {}, '0001_b': {}, '0001_c': {} })])).toEqual([
      'file:"drizzle/0001_c.sql"#0001',
    ]);
  });

  it('flags one that is in no journal beside one that is', () => {
    const problems = [
      { code: 'migration-not-in-journal', origin: { source: 'migrations' as const, file: 'drizzle/0001_trigger.sql' } },
    ];
    expect(flaggedIn(migrationDuplicateNumber, [migrationsOf({ '0001_b': {} }, { problems })])).toEqual([
      'file:"drizzle/0001_trigger.sql"#0001',
    ]);
  });

  it('flags two folders of one time', () => {
    const path = (tag: string) => ({ path: `drizzle/${tag}/migration.sql` });
    const files = { '20260101000000_a': path('20260101000000_a'), '20260101000000_b': path('20260101000000_b') };
    expect(flaggedIn(migrationDuplicateNumber, [migrationsOf(files, { layout: 'folders' })])).toHaveLength(1);
  });

  it('does not flag numbers that begin alike, and names without one', () => {
    expect(
      flaggedIn(migrationDuplicateNumber, [migrationsOf({ '0001_a': {}, '00010_b': {}, init: {}, setup: {} })]),
    ).toEqual([]);
  });
});
