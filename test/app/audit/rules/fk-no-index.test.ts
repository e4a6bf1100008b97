import { describe, expect, it } from 'vitest';
import { applyEdits, put } from '#app/audit';
import { makeForeignKey } from '#app/audit/facts/make.ts';
import { fkNoIndex } from '#app/audit/rules/fk-no-index.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const customers = ['id uuid pk'];
const order = (...more: readonly string[]) => ['id uuid pk', ...more];

describe('fk-no-index', () => {
  it('flags a key that no index leads with', () => {
    const tables = {
      customers,
      orders: { columns: order('customer_id uuid -> customers', 'at date'), indexes: { late: 'at, customer_id' } },
    };
    expect(flagged(fkNoIndex, { tables })).toEqual(['foreign-key:public.orders.orders_customer_id_fkey']);
  });

  it.each([
    ['an index of its own', { orders_idx: 'customer_id' }],
    ['one that leads with it', { orders_idx: 'customer_id, at' }],
    [
      'one that leaves out rows without a parent',
      { orders_idx: { keys: 'customer_id', where: 'customer_id IS NOT NULL' } },
    ],
  ])('is content with %s', (_, indexes) => {
    expect(
      flagged(fkNoIndex, {
        tables: { customers, orders: { columns: order('customer_id uuid -> customers', 'at date'), indexes } },
      }),
    ).toEqual([]);
  });

  it.each([
    ['a partial index', { keys: 'customer_id', where: "at > '2024-01-01'" }],
    ['an invalid one', { keys: 'customer_id', invalid: true }],
    ['one of an expression', { keys: 'lower(customer_id)' }],
    ['a GIN index', { keys: 'customer_id', method: 'gin' }],
  ])('is not content with %s', (_, index) => {
    const orders = { columns: order('customer_id uuid -> customers', 'at date'), indexes: { orders_idx: index } };
    expect(flagged(fkNoIndex, { tables: { customers, orders } })).toHaveLength(1);
  });

  it('is content with a key that leads with it, and leaves the tenant to tenant-index-missing', () => {
    const tables = {
      companies: ['id uuid pk'],
      guests: order('company_id uuid ! -> companies'),
      seats: { columns: ['guest_id uuid pk -> guests', 'company_id uuid ! pk -> companies'] },
    };
    expect(flagged(fkNoIndex, { tables })).toEqual([]);
  });

  it('is content where what the key carries beside the row of the parent has no index', () => {
    const companies = ['id uuid pk'];
    const scoped = {
      columns: ['id uuid pk', 'company_id uuid ! -> companies'],
      uniques: { both: ['company_id', 'id'] },
    };
    const withKey = (indexes: Readonly<Record<string, string>>) => {
      const orders = { columns: order('company_id uuid ! -> companies', 'customer_id uuid'), indexes };
      const ends = {
        columns: ['company_id', 'customer_id'],
        references: { schema: 'public', name: 'customers' },
        referencedColumns: ['company_id', 'id'],
      };
      const catalog = schemaOf({ tables: { companies, customers: scoped, orders } });
      return applyEdits(catalog, [put(makeForeignKey({ schema: 'public', name: 'orders' }, 'both_fkey', ends))]);
    };
    expect(flagged(fkNoIndex, withKey({ of_customer: 'customer_id' }))).toEqual([]);
    expect(flagged(fkNoIndex, withKey({ of_company: 'company_id' }))).toEqual(['foreign-key:public.orders.both_fkey']);
  });

  it('says how many rows are read, and is likelier the more they are', () => {
    const catalog = schemaOf({ tables: { customers, orders: order('customer_id uuid -> customers') } });
    const statistics = { tables: [{ table: 'table:public.orders', rowEstimate: 1_200_000, bytes: 9e8 }] };
    const [finding] = audit(fkNoIndex, catalog, {
      input: { readings: [{ ...readingOf(catalog), statistics }] },
    }).findings;
    expect(finding?.message).toBe(
      'orders.customer_id has no index that leads with it: deleting a row of customers, or joining from it, scans 1.2 M rows of orders.',
    );
    expect(finding?.likelihood).toBe('likely');
  });
});
