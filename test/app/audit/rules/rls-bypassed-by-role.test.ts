import { describe, expect, it } from 'vitest';
import { applyEdits, put, set } from '#app/audit';
import { rlsBypassedByRole } from '#app/audit/rules/rls-bypassed-by-role.ts';
import type { Role } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const TENANT = "company_id = ( SELECT NULLIF(current_setting('app.company_id', true), '')::uuid)";
const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];
const held = { columns: scoped, rls: 'forced', policies: [{ using: TENANT }] } as const;

describe('rls-bypassed-by-role', () => {
  const options = { applicationRole: 'app' };
  const tables = { companies, guests: held, events: { ...held, rls: 'on' } } as const;
  const owned = (owner: string, memberOf: Role['memberOf'] = []) => {
    const catalog = schemaOf({ tables, bypassRoles: ['app'] });
    const [app] = catalog.objects.role;
    if (!app) throw new Error('no role');
    const edits = catalog.objects.table.map((table) => set(table, { owner }));
    return applyEdits(catalog, [
      ...edits,
      set(app, { bypassRls: false, memberOf }),
      put({ ...app, id: 'role:owner', name: 'owner', bypassRls: false }),
    ]);
  };
  const member = { role: 'owner', admin: false, inherit: true, set: true };

  it('flags BYPASSRLS', () => {
    expect(flagged(rlsBypassedByRole, { tables, bypassRoles: ['app'] }, { options })).toEqual(['role:app']);
  });

  it('flags the owner of what is not forced, by membership as well, and forces it', () => {
    expect(flagged(rlsBypassedByRole, owned('app'), { options })).toEqual(['role:app']);
    const [finding] = audit(rlsBypassedByRole, owned('owner', [member]), { options }).findings;
    expect(finding?.fix?.edits).toEqual([
      { edit: 'set', id: 'table:public.events', attributes: { forceRowSecurity: true } },
    ]);
  });

  it('does not flag a role that owns nothing', () => {
    expect(flagged(rlsBypassedByRole, owned('owner', [{ ...member, inherit: false }]), { options })).toEqual([]);
  });

  it('is not evaluated where no role is known', () => {
    expect(audit(rlsBypassedByRole, { tables }).notEvaluated[0]?.reason).toContain('applicationRole');
  });
});
