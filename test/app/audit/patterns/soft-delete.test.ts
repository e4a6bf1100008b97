import { describe, expect, it } from 'vitest';
import { liveRowsPredicate, softDeleteOf } from '#app/audit/patterns/soft-delete.ts';
import type { Catalog } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

function find(columns: readonly string[], configured?: readonly string[]) {
  const catalog: Catalog = schemaOf({ tables: { clients: ['id uuid pk', ...columns] } });
  const [table] = catalog.objects.table;
  const found = table && softDeleteOf(catalog, table, configured);
  return found ? `${found.column.name} (${found.how})` : null;
}

describe('the column that marks a row as deleted', () => {
  it.each([
    ['deleted_at timestamp with time zone', 'deleted_at (time)'],
    ['deletedAt timestamp without time zone', 'deletedAt (time)'],
    ['is_deleted boolean !', 'is_deleted (flag)'],
    ['deleted boolean', 'deleted (flag)'],
  ])('is %s', (column, found) => {
    expect(find([column])).toBe(found);
  });

  it.each([
    ['a time that is never NULL', 'deleted_at timestamp with time zone !'],
    ['a text', 'deleted_at text'],
    ['who did it', 'deleted_by uuid'],
    ['a table of archived rows that stay in use', 'archived_at timestamp with time zone'],
  ])('is not %s', (_, column) => {
    expect(find([column])).toBeNull();
  });

  it('is what the configuration names, and nothing else then', () => {
    expect(find(['gone_at timestamp with time zone'], ['goneAt'])).toBe('gone_at (time)');
    expect(find(['archived_at timestamp with time zone'], ['archived_at'])).toBe('archived_at (time)');
  });

  it('gives the condition that leaves deleted rows out', () => {
    const catalog = schemaOf({
      tables: { a: ['deleted_at date'], b: ['is_deleted boolean !'], c: ['deleted boolean'] },
    });
    const predicates = catalog.objects.table.map((table) => {
      const found = softDeleteOf(catalog, table);
      return found && liveRowsPredicate(found, (name) => name);
    });
    expect(predicates).toEqual(['(deleted_at IS NULL)', '(NOT is_deleted)', '(deleted IS NOT TRUE)']);
  });
});
