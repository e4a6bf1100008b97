import { describe, expect, it } from 'vitest';
import { rlsSettingInconsistent } from '#app/audit/rules/rls-setting-inconsistent.ts';
import type { Usages } from '#app/usages';
import { flagged, usagesOf } from '../audit.ts';

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

  describe('and what the code sets', () => {
    const schema = { tables: { companies, a: held, b: held } };
    const setting = (name: string | null, test = false) => ({ name, file: 'src/db.ts', line: 3, column: 5, test });
    const client = {
      maker: 'drizzle' as const,
      from: 'drizzle-orm/postgres-js',
      file: 'src/db.ts',
      line: 1,
      column: 1,
      text: 'drizzle(client)',
      test: false,
    };
    const found = (settings: Usages['settings'], clients: readonly object[] = [client]) => {
      const usages: Usages = { ...usagesOf(), settings, clients: clients as Usages['clients'] };
      return flagged(rlsSettingInconsistent, schema, { input: { usages } });
    };

    it('flags once what policies read and nothing sets', () => {
      const waits = ['policy:public.a.tenant_isolation#app.company_id'];
      expect(found([])).toEqual(waits);
      expect(found([setting('app.other')])).toEqual(waits);
      // What only a test sets is not set by the program.
      expect(found([setting('app.company_id', true)])).toEqual(waits);
    });

    it('does not flag what is set, may be set under a name that is made, or what no client could set', () => {
      expect(found([setting('app.company_id')])).toEqual([]);
      expect(found([setting(null)])).toEqual([]);
      expect(found([], [])).toEqual([]);
      expect(found(undefined)).toEqual([]);
    });
  });
});
