import { describe, expect, it } from 'vitest';
import { applyEdits, put, set } from '#app/audit';
import { type Catalog, objectId, type Role } from '#app/catalog';
import { liftForce, refuseHidden, withHazards } from '#app/plan';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const held = { columns: ['id uuid pk', 'company_id uuid'], rls: 'forced', policies: [{ using: 'false' }] } as const;
const tables = { companies: ['id uuid pk'], guests: held, guests_of: held };
const before = schemaOf({ tables });
const FILL = 'UPDATE public.guests AS c SET company_id = p.id FROM public.companies AS p WHERE c.company_id IS NULL';
const KEY = 'ALTER TABLE public.guests ADD CONSTRAINT k FOREIGN KEY (company_id) REFERENCES public.companies (id)';
const LIFT = 'ALTER TABLE public.guests NO FORCE ROW LEVEL SECURITY';
const FORCE = 'ALTER TABLE public.guests FORCE ROW LEVEL SECURITY';
const OTHER = 'CREATE INDEX ON public.guests (company_id)';

const lifted = (sql: readonly string[], from: Catalog = before, to: Catalog = from) =>
  liftForce(
    sql.map((one) => ({ sql: one, object: 'column:public.guests.company_id' })),
    from,
    to,
  ).map((one) => one.sql);

describe('FORCE while a draft sees rows', () => {
  it('is lifted from the first statement that sees rows to the last, and no longer', () => {
    expect(lifted([OTHER, FILL, OTHER, KEY, OTHER])).toEqual([OTHER, LIFT, FILL, OTHER, KEY, FORCE, OTHER]);
  });

  it('is left alone where nothing does, or only of another table', () => {
    for (const sql of [OTHER, `${KEY} NOT VALID`, FILL.replaceAll('public.guests ', 'public.guests_of2 ')])
      expect(lifted([sql])).toEqual([sql]);
    const elsewhere = FILL.replaceAll('public.guests ', 'public.guests_of ');
    expect(lifted([elsewhere])).toEqual([
      'ALTER TABLE public.guests_of NO FORCE ROW LEVEL SECURITY',
      elsewhere,
      'ALTER TABLE public.guests_of FORCE ROW LEVEL SECURITY',
    ]);
  });

  it('comes after what sees rows where the draft brings it, and is not said twice', () => {
    const without = schemaOf({ tables: { ...tables, guests: { ...held, rls: 'on' } } });
    expect(lifted([FORCE, FILL, KEY], without, before)).toEqual([FILL, KEY, FORCE]);
    expect(lifted([FILL, FORCE], without, before)).toEqual([FILL, FORCE]);
  });

  it('does not come back where the draft takes it away', () => {
    const after = schemaOf({ tables: { ...tables, guests: { ...held, rls: 'on' } } });
    expect(lifted([FILL, LIFT], before, after)).toEqual([LIFT, FILL, LIFT]);
  });

  it('is lifted for the parent of a key as for the child', () => {
    const parent = schemaOf({ tables: { companies: { ...held, columns: ['id uuid pk'] }, guests: held } });
    expect(lifted([KEY], parent).filter((sql) => sql.includes('NO FORCE'))).toHaveLength(2);
  });

  it('is lifted for a partition where its table is named', () => {
    const partitioned = schemaOf({
      tables: {
        companies: ['id uuid pk'],
        guests: { columns: held.columns, partitionKey: 'LIST (company_id)' },
        guests_1: { ...held, partitionOf: 'guests' },
      },
    });
    expect(lifted([KEY], partitioned)).toEqual([
      'ALTER TABLE public.guests_1 NO FORCE ROW LEVEL SECURITY',
      KEY,
      'ALTER TABLE public.guests_1 FORCE ROW LEVEL SECURITY',
    ]);
  });

  it('needs no lifting where the owner is held by no policy', () => {
    const role = (more: Partial<Role>) =>
      applyEdits(before, [
        put({
          ...(before.objects.role[0] as Role),
          kind: 'role',
          id: objectId('role', 'keeper'),
          name: 'keeper',
          ...more,
        }),
        ...before.objects.table.map((table) => set(table, { owner: 'keeper' })),
      ]);
    expect(lifted([FILL], role({ superuser: true, bypassRls: false }))).toEqual([FILL]);
    expect(lifted([FILL], role({ superuser: false, bypassRls: true }))).toEqual([FILL]);
    expect(lifted([FILL], role({ superuser: false, bypassRls: false }))).toEqual([LIFT, FILL, FORCE]);
  });
});

describe('FORCE in steps by hand', () => {
  const columns = ['id uuid pk', 'company_id uuid -> companies', 'other_id uuid'];
  const catalog = schemaOf({ tables: { companies: ['id uuid pk'], guests: { ...held, columns }, open: columns } });
  const key = (table: string) => {
    const own = catalog.objects['foreign-key'].find((one) => one.table === table);
    if (!own) throw new Error(`${table} has no key.`);
    return { object: own.id, sql: `ALTER TABLE public.${table} VALIDATE CONSTRAINT ${own.name}`, step: 2 };
  };

  it('stays, and a key that would look past hidden rows fails aloud, and says who may run it', () => {
    const [own, open] = [key('guests'), key('open')];
    const steps = refuseHidden([own, open], catalog, catalog);
    expect(steps.map(({ sql }) => sql)).toEqual(['SET row_security = off', own.sql, 'RESET row_security', open.sql]);
    const [, validate, , other] = withHazards(steps, catalog);
    expect(validate?.hazards.find(({ kind }) => kind === 'fails-if')).toMatchObject({
      when: expect.stringContaining('held to the policies of public.guests'),
    });
    expect(JSON.stringify(other?.hazards)).not.toContain('policies');
  });
});
