import { describe, expect, it } from 'vitest';
import { rlsPolicyIgnoresTenant } from '#app/audit/rules/rls-policy-ignores-tenant.ts';
import type { PolicySpec } from '#test/support/catalog/schema-of.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-policy-ignores-tenant', () => {
  const columns = [...scoped, 'is_public boolean', 'owner_id uuid'];
  const guests = (...policies: readonly PolicySpec[]) =>
    audit(rlsPolicyIgnoresTenant, {
      tables: {
        companies,
        events: held,
        guests: { columns, rls: 'forced', policies: [{ using: TENANT }, ...policies] },
      },
    }).findings.map(({ object, severity }) => [object, severity]);

  it('flags a policy that looks at the row alone, and one that asks only for somebody', () => {
    expect(guests({ name: 'public', using: 'is_public', command: 'select' })).toEqual([
      ['policy:public.guests.public', 'high'],
    ]);
    expect(guests({ name: 'any', using: 'auth.uid() IS NOT NULL' })).toEqual([['policy:public.guests."any"', 'high']]);
  });

  it('takes a row of one’s own for less', () => {
    expect(guests({ name: 'own', using: 'owner_id = auth.uid()' })).toEqual([['policy:public.guests.own', 'medium']]);
  });

  it('does not flag a policy for administrators, or one that a restrictive policy holds to the tenant', () => {
    expect(guests({ name: 'admin', using: "current_setting('app.role', true) = 'admin'" })).toEqual([]);
    expect(guests({ name: 'public', using: 'is_public' }, { name: 'only', permissive: false, using: TENANT })).toEqual(
      [],
    );
  });

  it('does not flag a way through a parent', () => {
    const notes = {
      columns: [...scoped, 'event_id uuid ! -> events'],
      rls: 'forced',
      policies: [{ using: 'event_id IN (SELECT id FROM events)' }],
    } as const;
    expect(
      audit(rlsPolicyIgnoresTenant, { tables: { companies, guests: held, events: held, notes } }).findings,
    ).toEqual([]);
  });
});
