import { describe, expect, it } from 'vitest';
import { applyEdits } from '#app/audit';
import { tenantForeignKeyCrosses } from '#app/audit/rules/tenant-foreign-key-crosses.ts';
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
