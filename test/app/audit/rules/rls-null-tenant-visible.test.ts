import { describe, expect, it } from 'vitest';
import { rlsNullTenantVisible } from '#app/audit/rules/rls-null-tenant-visible.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-null-tenant-visible', () => {
  const using = `company_id IS NULL OR ${TENANT}`;
  const logs = ['id uuid pk', 'company_id uuid -> companies'];
  const find = (columns: readonly string[], text: string) =>
    audit(rlsNullTenantVisible, {
      tables: { companies, guests: held, logs: { columns, rls: 'forced', policies: [{ using: text }] } },
    }).findings;

  it('flags the condition for NULL, and takes it out', () => {
    const [finding] = find(logs, using);
    expect(finding?.object).toBe('policy:public.logs.tenant_isolation');
    expect(finding?.fix?.edits).toEqual([
      {
        edit: 'set',
        id: 'policy:public.logs.tenant_isolation',
        attributes: { using: expect.not.stringContaining('NULL OR') },
      },
    ]);
  });

  it('leaves to a person what has more sides than the two', () => {
    expect(find(logs, `${using} OR is_admin()`).map(({ fix }) => fix)).toEqual([null]);
  });

  it('does not flag a column that cannot be NULL', () => {
    expect(find(scoped, using)).toEqual([]);
  });
});
