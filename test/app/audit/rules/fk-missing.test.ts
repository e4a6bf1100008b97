import { describe, expect, it } from 'vitest';
import { fkMissing } from '#app/audit/rules/fk-missing.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const customers = ['id uuid pk', 'name text'];
const users = ['id uuid pk', 'email text'];

describe('fk-missing', () => {
  it('flags columns that are named after a table, and such as say who did something', () => {
    const tables = {
      customers,
      users,
      orders: ['id uuid pk', 'customer_id uuid !', 'assigned_to uuid', 'created_by uuid'],
    };
    expect(flagged(fkMissing, { tables })).toEqual([
      'column:public.orders.assigned_to',
      'column:public.orders.created_by',
      'column:public.orders.customer_id',
    ]);
  });

  it('says how sure it is: a name that holds a table’s among other words is a guess', () => {
    const tables = {
      users: ['id text pk', 'email text'],
      orders: ['id uuid pk', 'packed_user_id text', 'user_id text'],
    };
    const { findings } = audit(fkMissing, { tables });
    expect(
      findings.map(({ object, severity, message }) => [object, severity, message.includes('seems meant')]),
    ).toEqual([
      ['column:public.orders.user_id', 'high', false],
      ['column:public.orders.packed_user_id', 'medium', true],
    ]);
  });

  it('flags the template of messages, where there is one table of templates', () => {
    const tables = { message_templates: customers, messages: ['id uuid pk', 'template_id uuid'] };
    expect(flagged(fkMissing, { tables })).toEqual(['column:public.messages.template_id']);
    expect(
      flagged(fkMissing, {
        tables: { ...tables, page_templates: customers, pages: ['id uuid pk', 'layout_template_id uuid'] },
      }),
    ).toEqual(['column:public.messages.template_id']);
  });

  it.each([
    ['an id of an outside system', ['stripe_customer_id uuid']],
    ['a pair of type and id', ['customer_id uuid', 'customer_type text']],
    ['another type, which fk-type-mismatch tells', ['customer_id text']],
    ['a list', ['customer_id uuid[]']],
    ['a foreign key that is there', ['customer_id uuid -> customers']],
    ['what has no table', ['ticket_id uuid']],
  ])('does not flag %s', (_, columns) => {
    expect(flagged(fkMissing, { tables: { customers, orders: ['id uuid pk', ...columns] } })).toEqual([]);
  });

  it.each(['orders_archive', 'tmp_orders', 'orders_20240611'])(
    'does not flag %s, which outlives what it copies',
    (name) => {
      expect(flagged(fkMissing, { tables: { customers, [name]: ['id uuid pk', 'customer_id uuid'] } })).toEqual([]);
    },
  );

  it('leaves the tenant column to tenant-column-no-foreign-key', () => {
    const own = ['id uuid pk', 'company_id uuid !'];
    expect(flagged(fkMissing, { tables: { companies: customers, events: own, guests: own } })).toEqual([]);
  });

  it('is silent where another source has the key: the difference is told there', () => {
    const live = schemaOf({ tables: { customers, orders: ['id uuid pk', 'customer_id uuid'] } });
    const code = schemaOf({
      tables: { customers, orders: ['id uuid pk', 'customer_id uuid -> customers'] },
      server: null,
    });
    const readings = [readingOf(live), readingOf(code, 'code')];
    expect(audit(fkMissing, live, { input: { readings } }).findings).toEqual([]);
  });

  it('drafts the key with what becomes of the parent’s other children, and an index where there is none', () => {
    const tables = {
      customers,
      notes: ['id uuid pk', 'customer_id uuid ! index -> customers cascade'],
      orders: ['id uuid pk', 'customer_id uuid !'],
    };
    const [finding] = audit(fkMissing, { tables }).findings;
    expect(finding?.fix?.edits).toEqual([
      {
        edit: 'put',
        object: expect.objectContaining({ kind: 'foreign-key', name: 'orders_customer_id_fkey', onDelete: 'cascade' }),
      },
      { edit: 'put', object: expect.objectContaining({ kind: 'index', name: 'orders_customer_id_idx' }) },
    ]);
    expect(finding?.evidence.map(({ text }) => text)).toContain('Confidence: 99 %.');
  });
});
