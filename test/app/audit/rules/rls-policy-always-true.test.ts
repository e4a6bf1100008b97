import { describe, expect, it } from 'vitest';
import { rlsPolicyAlwaysTrue } from '#app/audit/rules/rls-policy-always-true.ts';
import type { PolicySpec } from '#test/support/catalog/schema-of.ts';
import { flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-policy-always-true', () => {
  const guests = (...policies: readonly PolicySpec[]) =>
    flagged(rlsPolicyAlwaysTrue, {
      tables: { companies, events: held, guests: { columns: scoped, rls: 'forced', policies } },
    });

  it.each(['true', '(1 = 1)', `${TENANT} OR true`])('flags USING (%s)', (using) => {
    expect(guests({ using })).toEqual(['policy:public.guests.tenant_isolation']);
  });

  it('flags a WITH CHECK that is true', () => {
    expect(guests({ using: TENANT, check: 'true' })).toEqual(['policy:public.guests.tenant_isolation']);
  });

  it('does not flag it under a restrictive policy on the tenant', () => {
    expect(guests({ using: 'true' }, { name: 'own', permissive: false, using: TENANT })).toEqual([]);
  });

  it('does not flag a restrictive policy, reading a shared table, or a policy for a role that bypasses row security', () => {
    expect(guests({ using: TENANT }, { name: 'none', permissive: false, using: 'true' })).toEqual([]);
    expect(guests({ using: TENANT }, { name: 'jobs', using: 'true', roles: ['service_role'] })).toEqual([]);
    const countries = {
      columns: ['code text pk'],
      rls: 'on',
      policies: [{ using: 'true', command: 'select' }],
    } as const;
    expect(flagged(rlsPolicyAlwaysTrue, { tables: { companies, events: held, guests: held, countries } })).toEqual([]);
  });

  it('flags that everybody may write a shared table', () => {
    const countries = { columns: ['code text pk'], rls: 'on', policies: [{ name: 'anyone', using: 'true' }] } as const;
    expect(flagged(rlsPolicyAlwaysTrue, { tables: { companies, events: held, guests: held, countries } })).toEqual([
      'policy:public.countries.anyone',
    ]);
  });
});
