import { describe, expect, it } from 'vitest';
import { rlsCommandUncovered } from '#app/audit/rules/rls-command-uncovered.ts';
import { audit } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-command-uncovered', () => {
  const policies = (['select', 'insert', 'update'] as const).map((command) => ({
    name: command,
    command,
    using: command === 'insert' ? null : TENANT,
    check: command === 'select' ? null : TENANT,
  }));

  it('flags the commands that no policy speaks of', () => {
    const tables = { companies, events: held, guests: { columns: scoped, rls: 'forced', policies } } as const;
    const { findings } = audit(rlsCommandUncovered, { tables });
    expect(findings.map(({ object }) => object)).toEqual(['table:public.guests']);
    expect(findings[0]?.message).toContain('DELETE');
    expect(findings[0]?.fix?.edits).toEqual([{ edit: 'put', object: expect.objectContaining({ command: 'delete' }) }]);
  });

  it('is slight where rows are only read', () => {
    const only = { columns: scoped, rls: 'forced', policies: policies.slice(0, 1) } as const;
    const { findings } = audit(rlsCommandUncovered, { tables: { companies, events: held, guests: only } });
    expect(findings.map(({ severity }) => severity)).toEqual(['low']);
  });

  it('does not flag records that are only added, shared tables, and tables without any policy', () => {
    const reads = policies.slice(0, 2);
    const tables = {
      companies,
      events: held,
      guests: { columns: scoped, rls: 'forced' },
      audit_log: { columns: [...scoped, 'created_at timestamp with time zone !'], rls: 'forced', policies: reads },
      countries: { columns: ['code text pk'], rls: 'on', policies: [{ using: 'true', command: 'select' }] },
    } as const;
    expect(audit(rlsCommandUncovered, { tables }).findings).toEqual([]);
  });
});
