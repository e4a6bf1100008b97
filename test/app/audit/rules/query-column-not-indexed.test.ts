import { describe, expect, it } from 'vitest';
import { queryColumnNotIndexed } from '#app/audit/rules/query-column-not-indexed.ts';
import { schemaOf, type TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, query, readingOf, type Use, usagesOf } from '../audit.ts';

const tenants = ['id uuid pk'];
const columns = [
  'id uuid pk',
  'tenant_id uuid ! -> tenants',
  'endpoint text',
  'week_ending_date date',
  'is_open boolean',
  'status text',
  'slug text unique',
];
const other = ['id uuid pk', 'tenant_id uuid ! -> tenants'];

function run(usages: readonly Use[], table: Partial<TableSpec> = {}, rows?: number) {
  const catalog = schemaOf({ tables: { tenants, other, snapshots: { columns, ...table } } });
  const statistics =
    rows === undefined
      ? {}
      : { statistics: { tables: [{ table: 'table:public.snapshots', rowEstimate: rows, bytes: 1 }] } };
  return audit(queryColumnNotIndexed, catalog, {
    input: { readings: [{ ...readingOf(catalog), ...statistics }], usages: usagesOf(...usages) },
  }).findings;
}
const where = (...names: readonly string[]) => query('public.snapshots', names);
const objects = (...args: Parameters<typeof run>) => run(...args).map(({ object }) => object);

describe('query-column-not-indexed', () => {
  it('flags columns that code filters by and no index helps with', () => {
    expect(objects([where('endpoint')])).toEqual(['column:public.snapshots.endpoint']);
    expect(objects([where('week_ending_date')], { indexes: { a: 'endpoint, week_ending_date' } })).toEqual([
      'column:public.snapshots.week_ending_date',
    ]);
  });

  it('flags what a tenant’s rows are narrowed by, and drafts an index behind the tenant', () => {
    const [finding] = run([where('tenant_id', 'endpoint')], { indexes: { a: 'tenant_id' } });
    expect(finding?.fix?.edits).toEqual([
      { edit: 'put', object: expect.objectContaining({ name: 'snapshots_tenant_id_endpoint_idx' }) },
    ]);
  });

  it('flags columns that code orders by and no index holds', () => {
    const ordered = { object: 'column:public.snapshots.week_ending_date', kind: 'ordered' as const };
    expect(objects([ordered])).toEqual(['column:public.snapshots.week_ending_date']);
    expect(objects([ordered], { indexes: { a: 'tenant_id, week_ending_date' } })).toEqual([]);
  });

  it('lets a statement sort what its condition leaves', () => {
    const ordered = { object: 'column:public.snapshots.week_ending_date', kind: 'ordered' as const, line: 9 };
    expect(objects([{ ...where('slug'), line: 7 }, ordered])).toEqual([]);
    expect(
      objects([{ object: 'table:public.snapshots', kind: 'select', condition: null, line: 7 }, ordered]),
    ).toHaveLength(1);
  });

  it.each<[string, readonly Use[], Record<string, string>]>([
    ['an index leads with it', [where('endpoint')], { a: 'endpoint' }],
    ['it comes behind the tenant that is named too', [where('tenant_id', 'endpoint')], { a: 'tenant_id, endpoint' }],
    ['a key narrows it already', [where('slug', 'endpoint')], {}],
    ['it is a flag or a status', [where('is_open'), where('status')], {}],
    ['it is the tenant, or a foreign key', [where('tenant_id')], {}],
    ['only tests do', [{ ...where('endpoint'), test: true }], {}],
  ])('does not flag it where %s', (_, usages, indexes) => {
    expect(objects(usages, { indexes })).toEqual([]);
  });

  it('does not flag tables that are known to be small', () => {
    expect(objects([where('endpoint')], {}, 200)).toEqual([]);
    expect(objects([where('endpoint')], {}, 200_000)).toHaveLength(1);
  });
});
