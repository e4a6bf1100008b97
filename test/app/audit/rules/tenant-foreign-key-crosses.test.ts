import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { tenantForeignKeyCrosses } from '#app/audit/rules/tenant-foreign-key-crosses.ts';
import { parseObjectId } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-foreign-key-crosses', () => {
  it('flags a key between two tenants’ tables that compares the id alone', () => {
    const tasks = [...scoped, 'event_id uuid -> events'];
    const found = flagged(tenantForeignKeyCrosses, { tables: { companies, events: scoped, tasks } });
    expect(found).toEqual(['column:public.tasks.event_id#events']);
  });

  it('does not flag keys to the root, to shared tables, and of tables without a tenant column', () => {
    const tables = {
      companies,
      countries: ['id uuid pk'],
      events: [...scoped, 'country_id uuid -> countries'],
      notes: ['id uuid pk', 'event_id uuid ! -> events'],
      guests: scoped,
    };
    expect(flagged(tenantForeignKeyCrosses, { tables })).toEqual([]);
  });

  const many = (count: number, key: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`tasks_${at}`, [...scoped, key]]));

  it('tells it once where hardly a key carries the tenant, and puts all of them right', () => {
    const catalog = schemaOf({ tables: { companies, events: scoped, ...many(10, 'event_id uuid -> events') } });
    const [finding, ...others] = audit(tenantForeignKeyCrosses, catalog).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      object: 'schema:public',
      message: expect.stringContaining('All 10 foreign keys'),
      evidence: expect.arrayContaining([expect.objectContaining({ text: 'tasks_3.event_id points at events.' })]),
    });
    const after = applyEdits(catalog, finding?.fix?.edits ?? []);
    expect(after.objects.unique.map(({ table }) => table)).toEqual(['events']);
    expect(flagged(tenantForeignKeyCrosses, after)).toEqual([]);
  });

  it('tells one alone that a waiver is for, and leaves it as it is in the remedy of the others', () => {
    const catalog = schemaOf({ tables: { companies, events: scoped, ...many(11, 'event_id uuid -> events') } });
    const told = (object: string) =>
      audit(tenantForeignKeyCrosses, catalog, {
        options: { waivers: [{ rule: 'tenant-foreign-key-crosses', object }] },
      }).findings;
    const findings = told('column:public.tasks_4.event_id');
    expect(findings.map(({ key }) => key.split(' ')[1])).toEqual([
      'column:public.tasks_4.event_id#events',
      'schema:public',
    ]);
    expect(findings[1]?.evidence).toHaveLength(10);
    expect(flagged(tenantForeignKeyCrosses, applyEdits(catalog, findings[1]?.fix?.edits ?? []))).toEqual([
      'column:public.tasks_4.event_id#events',
    ]);
    expect(told('column:public.tasks_4.event_id#events')).toHaveLength(2);
  });

  it('tells each alone where they are few, or where most keys carry the tenant', () => {
    const few = { companies, events: scoped, ...many(9, 'event_id uuid -> events') };
    expect(flagged(tenantForeignKeyCrosses, { tables: few })).toHaveLength(9);
    const catalog = schemaOf({ tables: { ...few, ...many(21, 'event_id uuid -> events') } });
    const edits = audit(tenantForeignKeyCrosses, catalog).findings[0]?.fix?.edits ?? [];
    const some = edits.filter((edit) => {
      const [, table = ''] = parseObjectId(edit.edit === 'put' ? edit.object.id : edit.id).parts;
      return !/^tasks_\d$/.test(table);
    });
    expect(flagged(tenantForeignKeyCrosses, applyEdits(catalog, some))).toHaveLength(10);
  });

  it('makes a key of both columns, and of the parent’s', () => {
    const catalog = schemaOf({ tables: { companies, events: scoped, tasks: [...scoped, 'event_id uuid -> events'] } });
    const [finding] = audit(tenantForeignKeyCrosses, catalog).findings;
    const after = applyEdits(catalog, finding?.fix?.edits ?? []);
    expect(
      after.objects['foreign-key'].find(({ table, columns }) => table === 'tasks' && columns.length === 2),
    ).toMatchObject({
      columns: ['company_id', 'event_id'],
      referencedColumns: ['company_id', 'id'],
    });
    expect(after.objects.unique.map(({ table, columns }) => [table, columns])).toEqual([
      ['events', ['company_id', 'id']],
    ]);
  });
});
