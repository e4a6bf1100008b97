import { describe, expect, it } from 'vitest';
import { tokenNeverExpires } from '#app/audit/rules/token-never-expires.ts';
import { flagged } from '../audit.ts';

const run = (name: string, ...columns: readonly string[]) =>
  flagged(tokenNeverExpires, { tables: { [name]: ['id uuid pk', ...columns] } });

describe('token-never-expires', () => {
  it('flags an expiry that may be NULL, and tokens without one', () => {
    expect(run('api_tokens', 'token_hash text', 'expires_at timestamp with time zone')).toEqual([
      'column:public.api_tokens.expires_at',
    ]);
    expect(run('api_keys', 'key_hash text')).toEqual(['table:public.api_keys']);
  });

  it.each([
    ['api_tokens', 'expires_at timestamp with time zone !'],
    ['device_tokens', 'token text'],
    ['push_tokens', 'expires_at timestamp with time zone'],
    ['accounts', 'access_token_expires_at timestamp with time zone'],
    ['token_usage', 'tokens integer'],
    ['primary_keys', 'key text'],
    ['api_tokens', 'amount integer'],
  ])('does not flag %s with %s', (name, column) => {
    expect(run(name, column)).toEqual([]);
  });

  it('is content with a check', () => {
    const api_tokens = {
      columns: ['id uuid pk', 'expires_at timestamp with time zone'],
      checks: { ends: '(expires_at IS NOT NULL)' },
    };
    expect(flagged(tokenNeverExpires, { tables: { api_tokens } })).toEqual([]);
  });
});
