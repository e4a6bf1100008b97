import { describe, expect, it } from 'vitest';
import { rlsNoPolicy } from '#app/audit/rules/rls-no-policy.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-no-policy', () => {
  it('flags row security without a policy', () => {
    const tables = { companies, guests: { columns: scoped, rls: 'on' }, events: held } as const;
    expect(flagged(rlsNoPolicy, { tables })).toEqual(['table:public.guests']);
  });

  it('is slight where only those are meant to come whom no policy holds for', () => {
    const countries = { columns: ['code text pk'], rls: 'on' } as const;
    const of = (...bypassRoles: readonly string[]) =>
      audit(rlsNoPolicy, { tables: { companies, events: held, countries }, bypassRoles }).findings;
    expect(of().map(({ severity }) => severity)).toEqual(['medium']);
    const [finding] = of('service_role');
    expect(finding).toMatchObject({ severity: 'low', message: expect.stringContaining('and service_role sees a row') });
  });

  it('does not flag tables whose row security is off, and is not evaluated on code alone', () => {
    expect(flagged(rlsNoPolicy, { tables: { companies, guests: scoped, events: held } })).toEqual([]);
    expect(
      audit(rlsNoPolicy, { tables: { companies, guests: { columns: scoped, rls: 'on' } } }, { kind: 'code' })
        .notEvaluated,
    ).toHaveLength(1);
  });
});
