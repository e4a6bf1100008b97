import { describe, expect, it } from 'vitest';
import { rawSqlQuery } from '#app/audit/rules/raw-sql-query.ts';
import { codeOf, flaggedIn, usagesOf } from '../readings.ts';

const code = codeOf({ tables: { users: ['id uuid pk'] } });
const flags = (...usages: Parameters<typeof usagesOf>[0]['usages'] & object) =>
  flaggedIn(rawSqlQuery, [code], usagesOf({ usages }));
const use = { object: 'table:public.users', via: 'sql' } as const;

describe('raw-sql-query', () => {
  it('flags a table once for all its statements in raw SQL', () => {
    expect(flags({ ...use, kind: 'select' }, { ...use, kind: 'update', line: 3 })).toEqual(['table:public.users']);
  });

  it('does not flag pieces of SQL in queries, Drizzle’s own, tests and files of SQL', () => {
    expect(
      flags(
        { ...use, kind: 'filtered' },
        { ...use, kind: 'select', via: 'drizzle' },
        { ...use, kind: 'select', test: true },
        { ...use, kind: 'select', file: 'reports/a.sql' },
        { ...use, kind: 'definition' },
        { ...use, kind: 'select', text: 'using: sql`id IN (SELECT id FROM users)`,' },
        { ...use, kind: 'select', text: 'withCheck: sql`id IN (SELECT id FROM users)`,' },
      ),
    ).toEqual([]);
  });
});
