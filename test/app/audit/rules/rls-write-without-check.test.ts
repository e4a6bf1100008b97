import { describe, expect, it } from 'vitest';
import { rlsWriteWithoutCheck } from '#app/audit/rules/rls-write-without-check.ts';
import type { PolicySpec } from '#test/support/catalog/schema-of.ts';
import { flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-write-without-check', () => {
  const guests = (...policies: readonly PolicySpec[]) =>
    flagged(rlsWriteWithoutCheck, {
      tables: { companies, events: held, guests: { columns: scoped, rls: 'forced', policies } },
    });

  it('flags a WITH CHECK that is more open than USING', () => {
    expect(guests({ using: TENANT, check: "name <> ''" })).toEqual(['policy:public.guests.tenant_isolation']);
  });

  it('flags a policy for INSERT that is more open than those for SELECT', () => {
    const add = { name: 'add', command: 'insert', check: 'auth.uid() IS NOT NULL' } as const;
    expect(guests({ using: TENANT, command: 'select' }, add)).toEqual(['policy:public.guests.add']);
  });

  it('does not flag a policy without WITH CHECK: USING holds for what is written', () => {
    expect(guests({ using: TENANT })).toEqual([]);
  });

  it('does not flag a policy that lets everything be read: others say so', () => {
    expect(guests({ using: 'true', check: 'true' })).toEqual([]);
  });
});
