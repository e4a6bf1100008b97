import { describe, expect, it } from 'vitest';
import { legacyTwinColumn } from '#app/audit/rules/legacy-twin-column.ts';
import type { CodeFacts } from '#app/catalog';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const run = (table: string, columns: readonly string[], more: Record<string, readonly string[]> = {}) =>
  flagged(legacyTwinColumn, { tables: { ...more, [table]: ['id uuid pk', ...columns] } }).map((id) =>
    id.replace(/^column:public\.\w+\./, ''),
  );

describe('legacy-twin-column', () => {
  it.each([
    ['a copy of another type', 'org_members', ['user_id text', 'user_id_uuid uuid'], ['user_id']],
    ['an old value', 'members', ['email text', 'old_email text'], ['old_email']],
    [
      'two spellings',
      'guests',
      ['"companyId" text', 'company_id text'].map((one) => one.replaceAll('"', '')),
      ['"companyId"'],
    ],
    ['a flag said twice', 'preferences', ['enabled boolean', 'is_enabled boolean'], ['enabled']],
    ['a date said twice', 'advance_payments', ['date timestamp with time zone', 'payment_date text'], ['date']],
    [
      'a reference said more exactly',
      'advance_payments',
      ['budget_id uuid -> budget', 'budget_item_id uuid -> budget'],
      ['budget_id'],
    ],
  ])('flags %s', (_, table, columns, found) => {
    expect(run(table, columns, { budget: ['id uuid pk'] })).toEqual(found);
  });

  it.each([
    ['references with a table each', ['order_id uuid -> orders', 'order_item_id uuid -> order_items']],
    ['references of different types', ['budget_id uuid', 'budget_item_id integer']],
    ['an event and its type', ['event_id uuid', 'event_type_id uuid']],
    ['old and new of a log', ['status text', 'old_status text', 'new_status text']],
    ['a date and another', ['date date', 'due_date date']],
    ['a text and the id of what it is in', ['message text', 'message_uuid text']],
    ['a value and its flag', ['active_until date', 'is_active boolean']],
  ])('does not flag %s', (_, columns) => {
    expect(run('t', columns, { orders: ['id uuid pk'], order_items: ['id uuid pk'] })).toEqual([]);
  });

  it('believes what comments and JSDoc say', () => {
    const catalog = schemaOf({ tables: { t: ['id uuid pk', 'sms_on boolean', 'notify boolean'] }, server: null });
    const docs = [{ object: 'column:public.t.sms_on', text: 'Legacy: see notify.', deprecated: null }];
    const code = { docs, types: [], relations: [], files: [] } as unknown as CodeFacts;
    const { findings } = audit(legacyTwinColumn, catalog, {
      input: { readings: [{ ...readingOf(catalog, 'code'), code }] },
    });
    expect(findings.map(({ object }) => object)).toEqual(['column:public.t.sms_on']);
  });
});
