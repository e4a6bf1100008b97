import { describe, expect, it } from 'vitest';
import { runAudit } from '#app/audit';
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

  it('tells once of one misdated entry, however many stand behind it', () => {
    const problems = Array.from({ length: 8 }, (_, index) => ({
      code: 'journal-out-of-order',
      message: `entry ${index}`,
      origin: at('drizzle/meta/_journal.json', 9 + 7 * index),
    }));
    const { findings } = runAudit(
      { readings: [migrationsOf({ '0000_a': {} }, { problems })] },
      { rules: [migrationJournalMismatch] },
    );
    expect(findings.map(({ key }) => key.split('#')[1])).toEqual(['journal-out-of-order:9']);
    expect(findings[0]?.message).toContain('8 entries are older');
    expect(findings[0]?.evidence.map(({ text }) => text)).toContain('And 3 more.');
    expect(findings[0]?.origins).toHaveLength(8);
  });

  it.each(['snapshot-missing', 'statement-failed', 'migration-edited'])(
    'leaves other problems to others: %s',
    (code) => {
      expect(flags(code)).toEqual([]);
    },
  );
});
