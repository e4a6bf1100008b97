import { describe, expect, it } from 'vitest';
import { appendOnlyOf } from '#app/audit/patterns/append-only.ts';
import { findPatterns } from '#app/audit/patterns/patterns.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const MADE = 'created_at timestamp with time zone !';

function isAppendOnly(name: string, columns: readonly string[] = [MADE]): boolean {
  const catalog = schemaOf({ tables: { [name]: ['id uuid pk', ...columns] } });
  const [table] = catalog.objects.table;
  return table !== undefined && appendOnlyOf(catalog, table).isAppendOnly;
}

describe('a table whose rows are made and never changed', () => {
  it.each(['audit_log', 'activity_logs', 'webhook_events', 'page_views_history', 'eventLog', 'login_history'])(
    'is %s',
    (name) => {
      expect(isAppendOnly(name)).toBe(true);
    },
  );

  it.each(['events', 'calendar_events', 'activities', 'guests', 'catalogs', 'blogs'])('is not %s', (name) => {
    expect(isAppendOnly(name)).toBe(false);
  });

  it('is not one that says when a row was changed, or that has no time at all', () => {
    expect(isAppendOnly('audit_log', [MADE, 'updated_at timestamp with time zone'])).toBe(false);
    expect(isAppendOnly('audit_log', ['note text'])).toBe(false);
  });

  it('is what the configuration says', () => {
    const catalog = schemaOf({ tables: { visits: ['id uuid pk'], audit_log: ['id uuid pk', MADE] } });
    const options = { appendOnlyTables: ['visits'], notAppendOnlyTables: ['public.audit_log'] };
    const patterns = findPatterns(catalog, options);
    const said = catalog.objects.table.map((table) => [table.name, patterns.appendOnly(table).isAppendOnly]);
    expect(said).toEqual([
      ['audit_log', false],
      ['visits', true],
    ]);
  });
});
