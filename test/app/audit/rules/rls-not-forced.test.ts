import { describe, expect, it } from 'vitest';
import { rlsNotForced } from '#app/audit/rules/rls-not-forced.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-not-forced', () => {
  const on = { columns: scoped, rls: 'on', policies: [{ using: TENANT }] } as const;

  it('flags protected tables whose owner is free', () => {
    expect(flagged(rlsNotForced, { tables: { companies, guests: on, events: held } })).toEqual(['table:public.guests']);
  });

  it('does not flag tables of no tenant, or without policies', () => {
    const tables = {
      companies,
      countries: { columns: ['code text pk'], rls: 'on', policies: [{ using: 'true' }] },
      guests: held,
      events: { columns: scoped, rls: 'on' },
    } as const;
    expect(flagged(rlsNotForced, { tables })).toEqual([]);
  });

  it.each([
    ['ask a platform who is signed in', { using: "company_id = (auth.jwt() ->> 'company_id')::uuid" }, 'low'],
    ['are for its roles', { using: TENANT, roles: ['authenticated'] }, 'low'],
    ['ask a setting that the application makes', { using: TENANT, roles: ['app'] }, 'high'],
  ] as const)('is as grave as who connects where policies %s', (_, policy, severity) => {
    const tables = { companies, guests: { ...on, policies: [policy] }, events: held } as const;
    expect(audit(rlsNotForced, { tables }).findings.map((finding) => finding.severity)).toEqual([severity]);
  });

  it('is told by migrations, and not by code, which has no word for it', () => {
    const tables = { companies, guests: on, events: held };
    expect(flagged(rlsNotForced, { tables }, { kind: 'migrations' })).toEqual(['table:public.guests']);
    expect(audit(rlsNotForced, { tables }, { kind: 'code' }).notEvaluated).toHaveLength(1);
  });
});
