import { describe, expect, it } from 'vitest';
import { fkSoftDeleteGap } from '#app/audit/rules/fk-soft-delete-gap.ts';
import { audit, flagged } from '../audit.ts';

const customers = ['id uuid pk', 'deleted_at timestamp with time zone'];
const orders = ['id uuid pk', 'customer_id uuid ! -> customers restrict'];

describe('fk-soft-delete-gap', () => {
  it('flags a parent that is marked as deleted, once, with its children', () => {
    const found = audit(fkSoftDeleteGap, { tables: { customers, orders, notes: orders } }).findings;
    expect(found.map(({ object }) => object)).toEqual(['table:public.customers']);
    expect(found[0]?.message).toContain('2 tables keep pointing at them: notes and orders');
  });

  it.each([
    ['has no children', { customers }],
    ['points at itself alone', { customers: [...customers, 'parent_id uuid -> customers'] }],
    ['is really deleted', { customers: ['id uuid pk'], orders }],
    ['was deleted by somebody, which marks nothing', { customers: ['id uuid pk', 'deleted_by text'], orders }],
  ])('does not flag a parent that %s', (_, tables) => {
    expect(flagged(fkSoftDeleteGap, { tables })).toEqual([]);
  });

  it('does not flag a child that a trigger of the parent writes', () => {
    const tables = { customers: { columns: customers, triggers: { carry_over: 'carry_over' } }, orders };
    const functions = { carry_over: 'UPDATE orders SET deleted_at = NEW.deleted_at WHERE customer_id = NEW.id' };
    expect(flagged(fkSoftDeleteGap, { tables, functions })).toEqual([]);
    expect(flagged(fkSoftDeleteGap, { tables, functions: { carry_over: 'UPDATE notes SET a = 1' } })).toHaveLength(1);
  });
});
