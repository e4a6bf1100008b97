import { describe, expect, it } from 'vitest';
import { expiringRowsNotIndexed } from '#app/audit/rules/expiring-rows-not-indexed.ts';
import { flagged } from '../audit.ts';

const run = (name: string, column: string, indexes = {}) =>
  flagged(expiringRowsNotIndexed, { tables: { [name]: { columns: ['id uuid pk', column], indexes } } });

describe('expiring-rows-not-indexed', () => {
  it.each([
    ['sessions', 'expires_at timestamp with time zone'],
    ['sessions', 'expires timestamp with time zone'],
    ['invitations', 'invitation_expires_at timestamp with time zone'],
  ])('flags %s.%s', (name, column) => {
    expect(run(name, column)).toHaveLength(1);
  });

  it.each([
    ['accounts', 'access_token_expires_at timestamp with time zone'],
    ['companies', 'trial_expires_at timestamp with time zone'],
    ['products', 'expiry_date date'],
    ['accounts', 'expires_at integer'],
  ])('does not flag %s.%s', (name, column) => {
    expect(run(name, column)).toEqual([]);
  });

  it('is content with an index that leads with it', () => {
    const column = 'expires_at timestamp with time zone';
    expect(run('sessions', column, { a: 'expires_at' })).toEqual([]);
    expect(run('sessions', column, { a: 'id, expires_at' })).toHaveLength(1);
  });
});
