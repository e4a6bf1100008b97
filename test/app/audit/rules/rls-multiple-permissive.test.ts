import { describe, expect, it } from 'vitest';
import { rlsMultiplePermissive } from '#app/audit/rules/rls-multiple-permissive.ts';
import type { PolicySpec } from '#test/support/catalog/schema-of.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('rls-multiple-permissive', () => {
  const guests = (...policies: readonly PolicySpec[]) =>
    audit(rlsMultiplePermissive, {
      tables: { companies, guests: { columns: scoped, rls: 'forced', policies: [{ using: TENANT }, ...policies] } },
    }).findings;

  it('flags two for one role and command, and makes them one', () => {
    const [finding] = guests({ name: 'shared', using: "name = 'x'" });
    expect(finding?.object).toBe('table:public.guests');
    expect(finding?.fix?.edits).toEqual([
      {
        edit: 'set',
        id: 'policy:public.guests.shared',
        attributes: { using: `(name = 'x') OR (${TENANT})`, check: null },
      },
      { edit: 'drop', id: 'policy:public.guests.tenant_isolation' },
    ]);
  });

  it('counts a policy for everybody with each role’s', () => {
    expect(guests({ name: 'staff', using: "name = 'x'", roles: ['staff'], command: 'select' })).toHaveLength(1);
  });

  it('does not flag a restrictive one, or one for a role that bypasses row security', () => {
    expect(
      guests({ name: 'r', permissive: false, using: TENANT }, { name: 's', using: 'true', roles: ['service_role'] }),
    ).toEqual([]);
  });

  it('does not flag policies for different commands', () => {
    const apart = (['select', 'delete'] as const).map((command) => ({ name: command, command, using: TENANT }));
    const tables = { companies, guests: { columns: scoped, rls: 'forced', policies: apart } } as const;
    expect(audit(rlsMultiplePermissive, { tables }).findings).toEqual([]);
  });
});
