import { describe, expect, it } from 'vitest';
import { DATABASE, explorerRows, explorerSchemas } from '#renderer/shell/explorer-rows.ts';
import { madeUpCatalog } from '../harness/made-up-catalog.ts';

const SCHEMAS = explorerSchemas(madeUpCatalog('code'));
const NOTHING: ReadonlySet<string> = new Set();
const texts = (rows: ReturnType<typeof explorerRows>) => rows.map((row) => `${row.level} ${row.text}`);

describe('the object tree', () => {
  it('opens schemas and their tables, and keeps the rest folded', () => {
    const rows = explorerRows(SCHEMAS, NOTHING, '');
    expect(texts(rows).slice(0, 4)).toEqual(['1 billing', '2 tables', '3 invoices', '3 payments']);
    expect(texts(rows)).toContain('2 enums');
    expect(texts(rows)).not.toContain('3 plan');
    expect(texts(rows).at(-1)).toBe(`1 ${DATABASE}`);
  });

  it('turns a row that was turned', () => {
    const rows = explorerRows(SCHEMAS, new Set(['kind public enum', 'schema billing']), '');
    expect(texts(rows)).toContain('3 plan');
    expect(texts(rows)).not.toContain('3 invoices');
  });

  it('shows every match of a filter whatever is folded, with the counts of what is left', () => {
    const rows = explorerRows(SCHEMAS, new Set(['schema public']), 'PLAN');
    expect(texts(rows)).toEqual(['1 public', '2 enums', '3 plan']);
    expect(rows[0]).toMatchObject({ count: 1 });
  });
});
