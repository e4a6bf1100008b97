import { describe, expect, it } from 'vitest';
import { derivedColumnUnguarded } from '#app/audit/rules/derived-column-unguarded.ts';
import type { TableSpec } from '#test/support/catalog/schema-of.ts';
import { audit, flagged } from '../audit.ts';

const stock = [
  'id uuid pk',
  'quantity_on_hand integer !',
  'quantity_allocated integer !',
  'quantity_available integer !',
];
const invoices = ['id uuid pk', 'subtotal numeric(12,2) !', 'tax numeric(12,2) !', 'total numeric(12,2) !'];
const flag = (table: TableSpec | readonly string[], functions = {}) =>
  flagged(derivedColumnUnguarded, { tables: { t: table }, functions });

describe('derived-column-unguarded', () => {
  it.each([
    ['available', stock, '(quantity_available = (quantity_on_hand - quantity_allocated))'],
    ['total', invoices, '(total = (subtotal + tax))'],
    [
      'total with shipping',
      [...invoices, 'shipping numeric !', 'discount numeric !'],
      '(total = (subtotal + tax + shipping - discount))',
    ],
    [
      'seats',
      ['seats_total integer', 'seats_reserved integer', 'seats_available integer'],
      '(seats_available = (seats_total - seats_reserved))',
    ],
    [
      'balance',
      ['total_amount numeric', 'amount_paid numeric', 'balance_due numeric'],
      '(balance_due = (total_amount - amount_paid))',
    ],
    [
      'line total',
      ['quantity integer', 'unit_price numeric', 'line_total numeric'],
      '(line_total = (quantity * unit_price))',
    ],
  ])('flags %s and drafts a check', (_, table, check) => {
    const { findings } = audit(derivedColumnUnguarded, { tables: { t: table } });
    expect(findings.map(({ fix }) => fix?.edits)).toEqual([
      [{ edit: 'put', object: expect.objectContaining({ kind: 'check', expression: check }) }],
    ]);
  });

  it.each<[string, TableSpec | readonly string[]]>([
    [
      'a generated column',
      [...stock.slice(0, 3), 'quantity_available integer := quantity_on_hand - quantity_allocated'],
    ],
    ['a check', { columns: stock, checks: { in_step: 'quantity_available = quantity_on_hand - quantity_allocated' } }],
    ['a trigger', { columns: stock, triggers: { keep: 'keep' } }],
    ['neighbours about something else', ['seats_total integer', 'rooms_reserved integer', 'seats_available integer']],
    ['numbers that are texts', ['on_hand text', 'allocated text', 'available text']],
    ['one neighbour alone', ['on_hand integer', 'available integer']],
    [
      'a product that a discount changes',
      ['quantity integer', 'unit_price numeric', 'discount numeric', 'line_total numeric'],
    ],
  ])('does not flag %s', (_, table) => {
    expect(flag(table, { keep: 'BEGIN NEW.quantity_available := 0; END' })).toEqual([]);
  });

  it('does not take a trigger for a guard that speaks of other columns', () => {
    expect(
      flag({ columns: stock, triggers: { touch: 'touch' } }, { touch: 'BEGIN NEW.updated_at := now(); END' }),
    ).toHaveLength(1);
  });

  it('flags a total that child rows add up to, and leaves the remedy to people', () => {
    const tables = {
      orders: ['id uuid pk', 'total numeric(12,2)'],
      order_lines: ['id uuid pk', 'order_id uuid -> orders', 'line_total numeric(12,2)'],
    };
    const { findings } = audit(derivedColumnUnguarded, { tables });
    expect(findings.map(({ object, fix }) => [object, fix?.edits.length])).toEqual([['column:public.orders.total', 0]]);
    const other = {
      orders: ['id uuid pk', 'total numeric'],
      order_notes: ['id uuid pk', 'order_id uuid -> orders', 'amount numeric'],
    };
    expect(flagged(derivedColumnUnguarded, { tables: other })).toEqual([]);
  });
});
