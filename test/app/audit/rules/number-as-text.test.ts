import { describe, expect, it } from 'vitest';
import { numberAsText } from '#app/audit/rules/number-as-text.ts';
import { audit, flagged } from '../audit.ts';

const run = (column: string) => flagged(numberAsText, { tables: { t: ['id uuid pk', column] } });

describe('number-as-text', () => {
  it.each([
    'line_number text',
    'sort_order text',
    'page_count text',
    'unit_price text',
    'latitude text',
    "position text = '0'",
    'duration_seconds text',
    'age character varying(3)',
  ])('flags %s', (column) => {
    expect(run(column)).toHaveLength(1);
  });

  it.each([
    'line_number integer',
    'phone_number text',
    'order_number text',
    'invoice_number text',
    'serial_number text',
    'size text',
    'position text',
    'version text',
    "version text = 'v1'",
    'amount_due_text text',
    'page text',
    'quantity text[]',
  ])('does not flag %s', (column) => {
    expect(run(column)).toEqual([]);
  });

  it('takes a quantity for a number where goods are counted, and not where it is measured', () => {
    const of = (table: string, ...columns: readonly string[]) =>
      flagged(numberAsText, { tables: { [table]: ['quantity text', ...columns] } });
    expect(
      [of('order_lines'), of('lines', 'product_id uuid'), of('sensors', 'station_id uuid', 'unit text')].map(
        (found) => found.length,
      ),
    ).toEqual([1, 1, 0]);
  });

  it('carries a number over as the default, and nothing else', () => {
    const edit = (column: string) => audit(numberAsText, { tables: { t: [column] } }).findings[0]?.fix?.edits[0];
    expect(edit("line_number text = '1'::text")).toMatchObject({ attributes: { type: 'integer', default: '1' } });
    expect(edit("quantity text = '1.5'")).toMatchObject({ attributes: { type: 'numeric', default: '1.5' } });
    expect(edit("line_number text = 'first'")).toMatchObject({ attributes: { default: null } });
  });
});
