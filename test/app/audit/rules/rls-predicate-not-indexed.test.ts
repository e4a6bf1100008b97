import { describe, expect, it } from 'vitest';
import { rlsPredicateNotIndexed } from '#app/audit/rules/rls-predicate-not-indexed.ts';
import { flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-predicate-not-indexed', () => {
  it('flags the column that a policy compares with the session', () => {
    const indexed = { ...held, columns: ['id uuid pk', 'company_id uuid ! index -> companies'] };
    expect(flagged(rlsPredicateNotIndexed, { tables: { companies, guests: held, events: indexed } })).toEqual([
      'column:public.guests.company_id',
    ]);
  });

  it('flags it for a person’s rows as well, and not for a flag of the row', () => {
    const notes = {
      columns: ['id uuid pk', 'user_id uuid !', 'is_public boolean'],
      rls: 'on',
      policies: [{ using: 'user_id = auth.uid()' }, { name: 'p', using: 'is_public' }],
    } as const;
    expect(flagged(rlsPredicateNotIndexed, { tables: { notes } })).toEqual(['column:public.notes.user_id']);
  });

  it('does not flag a table whose row security is off', () => {
    expect(
      flagged(rlsPredicateNotIndexed, {
        tables: { companies, guests: { columns: scoped, policies: [{ using: TENANT }] } },
      }),
    ).toEqual([]);
  });
});
