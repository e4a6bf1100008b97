import { describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATIONS_TABLE, withoutMigrationsTable } from '#app/compare';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

describe('a catalog without Drizzle’s own table', () => {
  const tables = { guests: ['id uuid pk'], 'drizzle.__drizzle_migrations': ['id integer pk', 'hash text'] };

  it('has neither the table nor its columns and keys, and everything else', () => {
    const { objects } = withoutMigrationsTable(schemaOf({ tables }), DEFAULT_MIGRATIONS_TABLE);
    expect(objects.table.map(({ name }) => name)).toEqual(['guests']);
    expect(objects.column.map(({ table }) => table)).toEqual(['guests']);
    expect(objects['primary-key'].map(({ table }) => table)).toEqual(['guests']);
  });

  it('is the same catalog where there is no such table', () => {
    const catalog = schemaOf({ tables });
    expect(withoutMigrationsTable(catalog, { schema: 'public', table: 'elsewhere' })).toBe(catalog);
  });
});
