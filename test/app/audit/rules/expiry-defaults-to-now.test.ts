import { describe, expect, it } from 'vitest';
import { expiryDefaultsToNow } from '#app/audit/rules/expiry-defaults-to-now.ts';
import { flagged } from '../audit.ts';

const run = (column: string) => flagged(expiryDefaultsToNow, { tables: { t: ['id uuid pk', column] } });

describe('expiry-defaults-to-now', () => {
  it.each([
    'expires_at timestamp with time zone = now()',
    'expiresAt timestamp with time zone = CURRENT_TIMESTAMP',
    'invite_expiry timestamp without time zone = (now())::timestamp without time zone',
    'valid_until date = CURRENT_DATE',
  ])('flags %s', (column) => {
    expect(run(column)).toHaveLength(1);
  });

  it.each([
    "expires_at timestamp with time zone = now() + interval '7 days'",
    'expires_at timestamp with time zone',
    'expired_at timestamp with time zone = now()',
    'created_at timestamp with time zone = now()',
    "expires_at timestamp with time zone = 'infinity'",
  ])('does not flag %s', (column) => {
    expect(run(column)).toEqual([]);
  });
});
