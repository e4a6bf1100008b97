import { describe, expect, it } from 'vitest';
import { rlsPolicyWhileDisabled } from '#app/audit/rules/rls-policy-while-disabled.ts';
import { flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-policy-while-disabled', () => {
  it('flags policies without effect', () => {
    const tables = { companies, guests: { columns: scoped, policies: [{ using: TENANT }] }, events: held };
    expect(flagged(rlsPolicyWhileDisabled, { tables })).toEqual(['table:public.guests']);
  });

  it('does not flag a table that has neither', () => {
    expect(flagged(rlsPolicyWhileDisabled, { tables: { companies, guests: scoped, events: held } })).toEqual([]);
  });
});
