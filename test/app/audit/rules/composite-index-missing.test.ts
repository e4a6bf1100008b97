import { describe, expect, it } from 'vitest';
import { compositeIndexMissing } from '#app/audit/rules/composite-index-missing.ts';
import { audit, flagged } from '../audit.ts';

const organizations = ['id uuid pk'];
const users = ['id uuid pk', 'organization_id uuid ! -> organizations'];
const columns = [...users, 'status text', 'created_at timestamp with time zone', 'customer_id uuid -> customers'];
const run = (indexes: Record<string, string>, own: readonly string[] = columns) =>
  flagged(compositeIndexMissing, {
    tables: { organizations, users, customers: users, orders: { columns: own, indexes } },
  });

describe('composite-index-missing', () => {
  it.each([
    ['status and time apart', { a: 'organization_id, status', b: 'organization_id, created_at' }],
    ['each alone', { a: 'organization_id', b: 'status', c: 'created_at' }],
    ['a parent and time apart', { a: 'organization_id, customer_id', b: 'organization_id, created_at' }],
  ])('flags %s', (_, indexes) => {
    expect(run(indexes)).toEqual(['table:public.orders']);
  });

  it.each([
    ['all together', { a: 'organization_id, status, created_at desc', b: 'organization_id, created_at', c: 'status' }],
    ['one of the two', { a: 'organization_id, status' }],
    ['none', {}],
  ])('does not flag %s', (_, indexes) => {
    expect(run(indexes)).toEqual([]);
  });

  it('does not flag tables without a tenant', () => {
    expect(
      run(
        { a: 'status', b: 'created_at' },
        columns.filter((one) => !one.startsWith('organization')),
      ),
    ).toEqual([]);
  });

  it('drafts one index, newest first', () => {
    const orders = { columns, indexes: { a: 'organization_id, status', b: 'organization_id, created_at' } };
    const [finding] = audit(compositeIndexMissing, {
      tables: { organizations, users, customers: users, orders },
    }).findings;
    const [edit] = finding?.fix?.edits ?? [];
    expect(
      edit &&
        'object' in edit &&
        edit.object.kind === 'index' &&
        edit.object.keys.map((key) => [key.expression, key.descending]),
    ).toEqual([
      ['organization_id', false],
      ['status', false],
      ['created_at', true],
    ]);
  });
});
