import { describe, expect, it } from 'vitest';
import { migrationJournalMismatch } from '#app/audit/rules/migration-journal-mismatch.ts';
import { flaggedIn, migrationsOf } from '../readings.ts';

const at = (file: string, line?: number) => ({
  source: 'migrations' as const,
  file,
  ...(line === undefined ? {} : { line }),
});
const flags = (code: string) =>
  flaggedIn(migrationJournalMismatch, [
    migrationsOf({ '0000_a': {} }, { problems: [{ code, origin: at('drizzle/meta/_journal.json', 16) }] }),
  ]);

describe('migration-journal-mismatch', () => {
  it.each([
    'migration-missing',
    'migration-not-in-journal',
    'snapshot-chain-broken',
    'journal-missing',
    'mixed-layouts',
  ])('flags what the folder gets wrong: %s', (code) => {
    expect(flags(code)).toEqual([`file:"drizzle/meta/_journal.json"#${code}:16`]);
  });

  it.each(['snapshot-missing', 'statement-failed', 'migration-edited'])(
    'leaves other problems to others: %s',
    (code) => {
      expect(flags(code)).toEqual([]);
    },
  );
});
