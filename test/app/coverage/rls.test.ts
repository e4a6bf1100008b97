import { describe, expect, it } from 'vitest';
import { rlsCoverage } from '#app/coverage';
import { type PolicySpec, type SchemaSpec, schemaOf, type TableSpec } from '#test/support/catalog/schema-of.ts';

const TENANT = "company_id = (current_setting('app.company_id'::text, true))::uuid";
const COMPANIES = ['id uuid pk', 'name text !'];
/** A second scoped table, so that the tenant is found whatever the table under test looks like. */
const SCOPED: TableSpec = {
  columns: ['id uuid pk', 'company_id uuid ! -> companies'],
  rls: 'forced',
  policies: [{ using: TENANT }],
};

function judge(table: TableSpec, more: Partial<SchemaSpec> = {}, tables: SchemaSpec['tables'] = {}) {
  const catalog = schemaOf({ ...more, tables: { companies: COMPANIES, other: SCOPED, ...tables, guests: table } });
  const entry = rlsCoverage(catalog).tables.get('table:public.guests');
  if (!entry) throw new Error('guests was not judged');
  return entry;
}

/** A scoped table under forced row security with these policies. */
function judgePolicies(...policies: readonly PolicySpec[]) {
  return judge({
    columns: ['id uuid pk', 'company_id uuid ! -> companies', 'is_public boolean'],
    rls: 'forced',
    policies,
  });
}

describe('the row security of a table', () => {
  it('is protected where it is on, forced, and every command is held to the tenant', () => {
    expect(judge(SCOPED)).toMatchObject({ state: 'protected', holdsTenantData: true });
    const apart = (['select', 'insert', 'update', 'delete'] as const).map((command) => ({
      name: command,
      command,
      using: command === 'insert' ? null : TENANT,
      check: command === 'select' || command === 'delete' ? null : TENANT,
    }));
    expect(judgePolicies(...apart).state).toBe('protected');
  });

  it('is not forced where the owner is free', () => {
    expect(judge({ ...SCOPED, rls: 'on' })).toMatchObject({ state: 'not-forced' });
  });

  it('is a gap where it is off and a column says whose the rows are, policies or not', () => {
    const { columns, policies } = { columns: SCOPED.columns, policies: SCOPED.policies ?? [] };
    expect(judge({ columns }).state).toBe('off');
    const written = judge({ columns, policies });
    expect(written.state).toBe('off');
    expect(written.reasons.join(' ')).toContain('1 policy written and without effect');
  });

  it('has no policy where it is on and nothing lets anyone in', () => {
    expect(judge({ ...SCOPED, policies: [] }).state).toBe('no-policy');
  });

  it.each(['true', '(true)', '1 = 1', `${TENANT} OR true`, "'a' = 'a'", 'NOT false'])(
    'is open under USING (%s)',
    (using) => {
      const entry = judgePolicies({ using });
      expect(entry.state).toBe('open');
      expect(entry.reasons.join(' ')).toContain('is always true');
    },
  );

  it.each([`${TENANT} AND true`, `(${TENANT})`, `false OR ${TENANT}`])('is not open under USING (%s)', (using) => {
    expect(judgePolicies({ using }).state).toBe('protected');
  });

  it('adds permissive policies up: one that is always true opens what another holds', () => {
    expect(judgePolicies({ using: TENANT }, { name: 'all', using: 'true', command: 'select' })).toMatchObject({
      state: 'open',
      commands: { select: 'open', insert: 'tenant', update: 'tenant', delete: 'tenant' },
    });
  });

  it('narrows by restrictive policies: an open policy under a tenant restriction is protected', () => {
    expect(judgePolicies({ using: 'true' }, { name: 'only', permissive: false, using: TENANT }).state).toBe(
      'protected',
    );
  });

  it('gives nothing for a restrictive policy alone: no permissive one, no row', () => {
    expect(judgePolicies({ permissive: false, using: TENANT })).toMatchObject({
      state: 'partly-covered',
      commands: { select: 'none' },
    });
  });

  it('is partly covered where commands have no policy, and names them', () => {
    const entry = judgePolicies({ command: 'select', using: TENANT });
    expect(entry.state).toBe('partly-covered');
    expect(entry.reasons[0]).toBe('INSERT, UPDATE, DELETE: no policy, so only the owner gets through.');
  });

  it('is open for writing where CHECK lets everything through, though reading is held', () => {
    const entry = judgePolicies({ using: TENANT, check: 'true' });
    expect(entry).toMatchObject({
      state: 'open',
      commands: { select: 'tenant', insert: 'open', update: 'open', delete: 'tenant' },
    });
  });

  it('is partly covered where a policy looks at the row alone', () => {
    const entry = judgePolicies({ using: `${TENANT} OR is_public` });
    expect(entry.state).toBe('partly-covered');
    expect(entry.reasons.join(' ')).toContain('looks at the row alone');
  });

  it.each(["auth.role() = 'authenticated'", 'auth.uid() IS NOT NULL'])('does not take %s for a tenant', (using) => {
    expect(judgePolicies({ using })).toMatchObject({ state: 'partly-covered', commands: { select: 'other' } });
  });

  it('accepts a bypass by the session alone beside the tenant policy', () => {
    expect(judgePolicies({ using: TENANT }, { name: 'super_admin_bypass', using: 'is_super_admin()' }).state).toBe(
      'protected',
    );
  });

  it('passes over policies for roles that row security does not hold anyway', () => {
    const free = { name: 'service', roles: ['worker'], using: 'true' };
    const table = { ...SCOPED, policies: [{ using: TENANT }, free] };
    expect(judge(table, { bypassRoles: ['worker'] }).state).toBe('protected');
    expect(judge(table).state).toBe('open');
  });

  it('sees rows without a tenant open to everyone only where the column allows NULL', () => {
    const using = `${TENANT} OR company_id IS NULL`;
    const nullable = {
      columns: ['id uuid pk', 'company_id uuid -> companies'],
      rls: 'forced' as const,
      policies: [{ using }],
    };
    expect(judge(nullable).state).toBe('partly-covered');
    expect(judgePolicies({ using }).state).toBe('protected');
  });

  it('is scoped via its parent where every key on the way is NOT NULL', () => {
    const entry = judge(
      { columns: ['id uuid pk', 'menu_id uuid ! -> menus'] },
      {},
      { menus: ['id uuid pk', 'other_id uuid ! -> other'] },
    );
    expect(entry.state).toBe('scoped-via-parent');
    expect(entry.reasons[0]).toContain('public.menus → public.other');
  });

  it('is a gap where the key on the way to the tenant may be NULL', () => {
    expect(judge({ columns: ['id uuid pk', 'other_id uuid -> other'] }).state).toBe('off');
  });

  it('is protected through a parent that a policy asks', () => {
    const using = `EXISTS (SELECT 1 FROM other o WHERE o.id = other_id AND o.${TENANT})`;
    expect(
      judge({ columns: ['id uuid pk', 'other_id uuid ! -> other'], rls: 'forced', policies: [{ using }] }).state,
    ).toBe('protected');
    const viaParentsOwnRls = 'other_id IN (SELECT id FROM other)';
    expect(
      judge({
        columns: ['id uuid pk', 'other_id uuid ! -> other'],
        rls: 'forced',
        policies: [{ using: viaParentsOwnRls }],
      }).state,
    ).toBe('protected');
  });

  it('is exempt where no way leads to a tenant, though scoped tables point at it: a shared list', () => {
    const entry = judge(
      { columns: ['code text pk'] },
      {},
      { shops: ['company_id uuid ! -> companies', 'guest text -> public.guests.code'] },
    );
    expect(entry).toMatchObject({ state: 'exempt', holdsTenantData: false });
  });

  it('is exempt by a waiver, with its reason', () => {
    const catalog = schemaOf({ tables: { companies: COMPANIES, other: SCOPED, guests: SCOPED.columns } });
    const under = (rule: string, object = 'table:public.guests') =>
      rlsCoverage(catalog, {
        excuses: [{ rule, matches: (id) => id === object, reason: 'read-only demo' }],
      }).tables.get('table:public.guests');
    expect(under('rls-disabled')).toMatchObject({ state: 'exempt', holdsTenantData: false });
    expect(under('rls-disabled')?.reasons[0]).toBe('Waived: read-only demo');
    expect(under('rls-disabled', 'table:public.other')?.state).toBe('off');
    // What is accepted of something else is no excuse for this.
    expect(under('rls-not-forced')?.state).toBe('off');
  });

  it('is exempt by a waiver of its schema as long as no table has row security, which is what that accepts', () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`guests_${at}`, SCOPED.columns]));
    const excuse = { rule: 'rls-disabled', matches: (id: string) => id === 'schema:public', reason: 'one tenant' };
    const totals = (tables: SchemaSpec['tables']) =>
      rlsCoverage(schemaOf({ tables: { companies: COMPANIES, ...tables } }), { excuses: [excuse] }).totals;
    expect(totals(many)).toMatchObject({ tenantTables: 0 });
    // From here on the audit tells each table by itself.
    expect(totals({ ...many, other: SCOPED })).toMatchObject({ tenantTables: 11, protected: 1 });
    expect(totals({ guests: SCOPED.columns, events: SCOPED.columns })).toMatchObject({ tenantTables: 2 });
  });

  it('stays protected where a small fault of a policy is waived', () => {
    const catalog = schemaOf({ tables: { companies: COMPANIES, guests: SCOPED } });
    const excuse = { rule: 'rls-policy-per-row-call', matches: () => true, reason: 'few rows' };
    expect(rlsCoverage(catalog, { excuses: [excuse] }).totals).toMatchObject({ protected: 1, tenantTables: 1 });
  });

  it('does not blame code for what Drizzle cannot write', () => {
    const entry = judge({ ...SCOPED, rls: 'on' }, { server: null });
    expect(entry.state).toBe('protected');
    expect(entry.reasons.join(' ')).toContain('not judged from code');
  });

  it('says that partitions read by name are not held to their parent’s policies', () => {
    const parent = { ...SCOPED, partitionKey: 'RANGE (id)' };
    const entry = judge(parent, {}, { part: { columns: SCOPED.columns, partitionOf: 'guests' } });
    expect(entry.reasons.at(-1)).toBe('1 partition read by name is not held to it.');
  });
});

describe('the totals', () => {
  it('count tables with tenants’ data only, and round down so that 100 means all', () => {
    const catalog = schemaOf({
      tables: {
        companies: COMPANIES,
        countries: ['code text pk'],
        a: SCOPED,
        b: SCOPED,
        c: SCOPED.columns,
        'crm.d': SCOPED,
      },
    });
    const { totals, bySchema } = rlsCoverage(catalog);
    expect(totals).toMatchObject({ tables: 6, tenantTables: 4, protected: 3, protectedPercent: 75 });
    expect(totals.byState).toMatchObject({ protected: 3, off: 1, exempt: 2 });
    expect(bySchema.get('crm')?.protectedPercent).toBe(100);
  });

  it('give no percentage of nothing', () => {
    expect(rlsCoverage(schemaOf({ tables: { a: ['id uuid pk'] } })).totals.protectedPercent).toBeNull();
  });
});
