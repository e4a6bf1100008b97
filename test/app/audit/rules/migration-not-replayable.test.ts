import { describe, expect, it } from 'vitest';
import { migrationNotReplayable } from '#app/audit/rules/migration-not-replayable.ts';
import { flaggedIn, migrationsOf } from '../readings.ts';

const flags = (code: string, cause: string | null = null) =>
  flaggedIn(migrationNotReplayable, [
    migrationsOf(
      { '0000_a': {} },
      {
        problems: [
          { code, cause, origin: { source: 'migrations', file: 'drizzle/0000_a.sql', line: 4, statement: 2 } },
        ],
      },
    ),
  ]);

describe('migration-not-replayable', () => {
  it.each(['statement-failed', 'migration-unreadable', 'not-in-one-transaction', 'pulled-baseline'])(
    'flags %s',
    (code) => {
      expect(flags(code)).toEqual([`file:"drizzle/0000_a.sql"#${code}:2`]);
    },
  );

  it('leaves what PostgreSQL refuses in a transaction to migration-concurrently', () => {
    expect(flags('not-in-one-transaction', 'CREATE INDEX cannot run inside a transaction block')).toEqual([]);
    expect(flags('outside-transaction')).toEqual([]);
  });

  it('does not flag what the shadow left out or made up', () => {
    expect(flags('not-replayable-here')).toEqual([]);
    expect(flags('statement-refused')).toEqual([]);
  });
});
