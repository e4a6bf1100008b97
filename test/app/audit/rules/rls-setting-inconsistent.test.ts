import { describe, expect, it } from 'vitest';
import { rlsSettingInconsistent } from '#app/audit/rules/rls-setting-inconsistent.ts';
import { flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-setting-inconsistent', () => {
  const other = TENANT.replace('app.company_id', 'app.current_company');
  const odd = { ...held, policies: [{ using: other }] };

  it('flags what reads another setting than most', () => {
    expect(flagged(rlsSettingInconsistent, { tables: { companies, a: held, b: held, c: odd } })).toEqual([
      'policy:public.c.tenant_isolation',
    ]);
  });

  it('goes by what the application sets', () => {
    const options = { sessionSettings: { 'app.current_company': 'uuid' } };
    const found = flagged(rlsSettingInconsistent, { tables: { companies, a: held, b: held, c: odd } }, { options });
    expect(found).toEqual(['policy:public.a.tenant_isolation', 'policy:public.b.tenant_isolation']);
  });

  it('looks into functions, and does not mind settings about other things than the tenant', () => {
    const functions = { current_company: "SELECT NULLIF(current_setting('app.company_id', true), '')::uuid" };
    const called = {
      ...held,
      policies: [{ using: "company_id = current_company() OR current_setting('app.role', true) = 'admin'" }],
    };
    expect(flagged(rlsSettingInconsistent, { tables: { companies, a: held, b: held, c: called }, functions })).toEqual(
      [],
    );
  });
});
