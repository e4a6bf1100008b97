import { describe, expect, it } from 'vitest';
import { jsonNotIndexed } from '#app/audit/rules/json-not-indexed.ts';
import { schemaOf, type TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, readingOf, usagesOf } from '../audit.ts';

function run(text: string, table: Partial<TableSpec> = {}) {
  const catalog = schemaOf({ tables: { products: { columns: ['id uuid pk', 'attributes jsonb'], ...table } } });
  const usages = usagesOf({ object: 'column:public.products.attributes', kind: 'filtered', text });
  return audit(jsonNotIndexed, catalog, { input: { readings: [readingOf(catalog)], usages } }).findings;
}

describe('json-not-indexed', () => {
  it.each(["sql`attributes @> '{}'`", "where attributes ->> 'colour' = 'red'", "sql`attributes ? 'colour'`"])(
    'flags %s',
    (text) => {
      expect(run(text)).toHaveLength(1);
    },
  );

  it('does not flag a question whether there is anything', () => {
    expect(run('.where(isNotNull(products.attributes))')).toEqual([]);
  });

  it.each([{ a: { keys: 'attributes', method: 'gin' } }, { a: "((attributes ->> 'colour'))" }])(
    'is content with %o',
    (indexes) => {
      expect(run("where attributes ->> 'colour' = 'red'", { indexes })).toEqual([]);
    },
  );

  it('drafts a GIN index of jsonb, and none of json', () => {
    expect(run("a -> 'b'")[0]?.fix?.edits).toEqual([
      { edit: 'put', object: expect.objectContaining({ method: 'gin' }) },
    ]);
    expect(run("a -> 'b'", { columns: ['attributes json'] })[0]?.fix?.edits).toEqual([]);
  });
});
