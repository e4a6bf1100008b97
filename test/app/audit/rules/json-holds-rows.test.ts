import { describe, expect, it } from 'vitest';
import { jsonHoldsRows } from '#app/audit/rules/json-holds-rows.ts';
import type { CodeFacts, Reading } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, readingOf } from '../audit.ts';

function run(column: string, type?: string): readonly string[] {
  const catalog = schemaOf({ tables: { products: ['id uuid pk'], quotes: ['id uuid pk', column] }, server: null });
  const [name = ''] = column.split(' ');
  const types = type === undefined ? [] : [{ object: `column:public.quotes.${name}`, text: type }];
  const code = { types, docs: [], relations: [], files: [] } as unknown as CodeFacts;
  const reading: Reading = { ...readingOf(catalog, 'code'), code };
  return audit(jsonHoldsRows, catalog, { input: { readings: [reading] } }).findings.map(({ object }) => object);
}

describe('json-holds-rows', () => {
  it.each([
    ['line_items jsonb', 'QuoteLineItem[]'],
    ["line_items jsonb = '[]'::jsonb", undefined],
    ['content jsonb', '{ productId: string; quantity: number }[]'],
    ['rows jsonb', 'Array<Position>'],
  ])('flags %s of %s', (column, type) => {
    expect(run(column, type)).toHaveLength(1);
  });

  it.each([
    ['tags jsonb', 'string[]'],
    ['items jsonb', 'Array<string>'],
    ['settings jsonb', '{ productId: string }'],
    ['line_items jsonb', 'LineItems'],
    ['content jsonb', '{ requestId: string }[]'],
    ['history jsonb', 'Change[]'],
    ['line_items text', 'QuoteLineItem[]'],
  ])('does not flag %s of %s', (column, type) => {
    expect(run(column, type)).toEqual([]);
  });
});
