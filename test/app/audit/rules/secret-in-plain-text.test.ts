import { describe, expect, it } from 'vitest';
import { secretInPlainText } from '#app/audit/rules/secret-in-plain-text.ts';
import { audit, flagged } from '../audit.ts';

const run = (name: string, ...columns: readonly string[]) =>
  flagged(secretInPlainText, { tables: { [name]: ['id uuid pk', ...columns] } });

describe('secret-in-plain-text', () => {
  it('flags a table once for all its secrets', () => {
    const { findings } = audit(secretInPlainText, {
      tables: { accounts: ['id uuid pk', 'access_token text', 'refresh_token text'] },
    });
    expect(findings.map(({ object, message }) => [object, message])).toEqual([
      ['table:public.accounts', expect.stringContaining('access_token and refresh_token as plain text')],
    ]);
  });

  it.each([
    ['api_tokens', 'token text'],
    ['api_tokens', 'secret text'],
    ['integrations', 'client_secret character varying(100)'],
    ['webhooks', 'signing_secret text'],
    ['settings', 'smtp_password text'],
    ['providers', 'apiKey text'],
  ])('flags %s.%s', (name, column) => {
    expect(run(name, column)).toHaveLength(1);
  });

  it.each([
    ['accounts', 'access_token bytea'],
    ['accounts', 'access_token_hash text'],
    ['accounts', 'encrypted_access_token text'],
    ['accounts', 'access_token_expires_at timestamp with time zone'],
    ['accounts', 'token_type text'],
    ['users', 'password_hash text'],
    ['users', 'password text'],
    ['files', 'storage_key text'],
    ['keys', 'public_key text'],
    ['sessions', 'token text'],
    ['api_tokens', 'secret_prefix text'],
  ])('does not flag %s.%s', (name, column) => {
    expect(run(name, column)).toEqual([]);
  });

  it('is content with signs of encryption beside it', () => {
    expect(run('accounts', 'access_token text', 'tokens_encrypted_at timestamp with time zone')).toEqual([]);
    expect(run('api_keys', 'token text', 'salt text')).toEqual([]);
    expect(
      flagged(secretInPlainText, {
        tables: { accounts: { columns: ['access_token text'], comment: 'Tokens are sealed with AES-256-GCM.' } },
      }),
    ).toEqual([]);
  });
});
