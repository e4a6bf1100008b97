import { describe, expect, it } from 'vitest';
import { moneyType } from '#app/audit/rules/money-type.ts';
import { audit, flagged } from '../audit.ts';

const run = (table: string, ...columns: readonly string[]) =>
  flagged(moneyType, { tables: { [table]: ['id uuid pk', ...columns] } });

describe('money-type', () => {
  it.each([
    ['products', 'unit_price double precision'],
    ['products', 'cost real'],
    ['products', 'price numeric'],
    ['employees', 'salary money'],
    ['invoices', 'total double precision'],
    ['things', 'discount_amount double precision'],
  ])('flags %s.%s', (table, column) => {
    expect(run(table, column)).toHaveLength(1);
  });

  it.each([
    ['products', 'price numeric(12,2)'],
    ['products', 'price_cents integer'],
    ['products', 'tax_rate double precision'],
    ['products', 'discount_percent real'],
    ['recipes', 'amount double precision'],
    ['scores', 'total real'],
    ['products', 'weight double precision'],
    ['products', 'price_list jsonb'],
  ])('does not flag %s.%s', (table, column) => {
    expect(run(table, column)).toEqual([]);
  });

  it('takes an amount for money where a currency stands beside it', () => {
    expect(run('recipes', 'amount double precision', 'currency text')).toHaveLength(1);
  });

  it('drafts the type that most money has', () => {
    const tables = {
      invoices: ['a_price numeric(10,2)', 'b_price numeric(12,2)', 'c_price numeric(12,2)'],
      products: ['price real'],
    };
    const typesOf = (schema: Parameters<typeof audit>[1]) =>
      audit(moneyType, schema).findings.map(({ fix }) =>
        fix?.edits.map((edit) => 'attributes' in edit && edit.attributes.type),
      );
    expect(typesOf({ tables })).toEqual([['numeric(12,2)']]);
    expect(typesOf({ tables: { products: ['price real'] } })).toEqual([['numeric(19,4)']]);
  });
});
