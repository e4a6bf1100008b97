import { describe, expect, it } from 'vitest';
import { appendOnlyUnpartitioned } from '#app/audit/rules/append-only-unpartitioned.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';
import { audit, flagged, readingOf } from '../audit.ts';

const at = 'created_at timestamp with time zone !';
const run = (name: string, ...columns: readonly string[]) =>
  flagged(appendOnlyUnpartitioned, { tables: { [name]: ['id uuid pk', ...columns] } });

describe('append-only-unpartitioned', () => {
  it.each([
    ['audit_log'],
    ['email_history'],
    ['inventory_movements'],
    ['activities'],
    ['notifications'],
    ['webhook_events'],
  ])('flags %s', (name) => {
    expect(run(name, at)).toEqual([`table:public.${name}`]);
  });

  it.each([
    ['a log that is changed', 'audit_log', [at, 'updated_at timestamp with time zone']],
    ['a log without a time', 'audit_log', ['action text']],
    ['what people keep', 'calendar_events', [at]],
    ['what is deleted softly', 'messages', [at, 'deleted_at timestamp with time zone']],
    ['a table of something else', 'orders', [at]],
  ])('does not flag %s', (_, name, columns) => {
    expect(run(name, ...columns)).toEqual([]);
  });

  it('does not flag what the code changes, unless it is only marked as seen', () => {
    const usage = { object: 'table:public.deliveries', kind: 'update', via: 'drizzle', file: 'src/a.ts' } as const;
    const usages = [{ ...usage, line: 1, column: 1, text: 'db.update(deliveries)', test: false, condition: null }];
    const input = {
      usages: { schemaVersion: 1, complete: true, usages, problems: [], files: { read: 1, using: 1 } },
    } as const;
    const of = (...columns: readonly string[]) =>
      flagged(appendOnlyUnpartitioned, { tables: { deliveries: ['id uuid pk', at, ...columns] } }, { input });
    expect(of()).toEqual([]);
    expect(of('read_at timestamp with time zone')).toEqual(['table:public.deliveries']);
  });

  it('does not flag what a function of the database changes', () => {
    const of = (body: string) =>
      flagged(appendOnlyUnpartitioned, { tables: { emails: ['id uuid pk', at] }, functions: { mark: body } });
    expect(of('BEGIN UPDATE public.emails SET category = $1; END')).toEqual([]);
    expect(of('BEGIN UPDATE emails_sent SET n = 1; INSERT INTO emails DEFAULT VALUES; END')).toHaveLength(1);
  });

  it('does not flag what is partitioned', () => {
    const audit_log = { columns: ['id uuid pk', at], partitionKey: 'RANGE (created_at)' };
    expect(flagged(appendOnlyUnpartitioned, { tables: { audit_log } })).toEqual([]);
  });

  it('goes by the number of rows where it is known', () => {
    const catalog = schemaOf({ tables: { notifications: ['id uuid pk', at] } });
    const likelihood = (rowEstimate: number) => {
      const statistics = { tables: [{ table: 'table:public.notifications', rowEstimate, bytes: rowEstimate * 200 }] };
      return audit(appendOnlyUnpartitioned, catalog, {
        input: { readings: [{ ...readingOf(catalog), statistics }] },
      }).findings.map((one) => one.likelihood);
    };
    expect([likelihood(3_000_000), likelihood(200_000), likelihood(500)]).toEqual([['likely'], ['possible'], []]);
  });

  it('drafts partitions where no key and no reference stands in the way, and says what does', () => {
    const edits = (tables: Parameters<typeof schemaOf>[0]['tables']) =>
      audit(appendOnlyUnpartitioned, { tables }).findings[0]?.fix?.edits ?? [];
    expect(
      edits({ audit_log: ['id uuid pk', at] }).map((edit) => ('object' in edit ? edit.object.id : edit.edit)),
    ).toEqual([
      'set',
      'set',
      'table:public.audit_log_default',
      'column:public.audit_log_default.id',
      'column:public.audit_log_default.created_at',
    ]);
    expect(edits({ audit_log: ['id uuid pk', 'number integer unique', at] })).toEqual([]);
    expect(edits({ audit_log: ['id uuid pk', at], notes: ['log_id uuid -> audit_log'] })).toEqual([]);
  });
});
