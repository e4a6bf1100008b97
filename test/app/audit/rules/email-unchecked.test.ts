import { describe, expect, it } from 'vitest';
import { emailUnchecked } from '#app/audit/rules/email-unchecked.ts';
import { flagged } from '../audit.ts';

const run = (column: string, checks = {}) =>
  flagged(emailUnchecked, { tables: { people: { columns: ['id uuid pk', column], checks } } });

describe('email-unchecked', () => {
  it.each(['email text', 'contact_email character varying(255)', 'emailAddress text', 'billing_email_address text'])(
    'flags %s',
    (column) => {
      expect(run(column)).toHaveLength(1);
    },
  );

  it.each([
    'email public.citext',
    'email_verified boolean',
    'email_template text',
    'emails text[]',
    'email_id uuid',
    'normalized_email text := lower(email)',
  ])('does not flag %s', (column) => {
    expect(run(column)).toEqual([]);
  });

  it('is content with a check that names it, and with no other', () => {
    expect(run('email text', { shape: "email LIKE '%_@_%'" })).toEqual([]);
    expect(run('email text', { other: 'id IS NOT NULL' })).toHaveLength(1);
  });
});
