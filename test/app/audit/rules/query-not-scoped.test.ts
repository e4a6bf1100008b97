import { describe, expect, it } from 'vitest';
import { queryNotScoped } from '#app/audit/rules/query-not-scoped.ts';
import type { Usage } from '#app/usages';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('query-not-scoped', () => {
  const use = (rest: Partial<Usage>): Usage => ({
    object: 'table:public.guests',
    kind: 'select',
    via: 'drizzle',
    file: 'src/guests.ts',
    line: 3,
    column: 5,
    text: 'db.select().from(guests)',
    test: false,
    condition: null,
    ...rest,
  });
  const find = (...usages: readonly Usage[]) =>
    flagged(
      queryNotScoped,
      { tables: { companies, guests: scoped, events: scoped, countries: ['code text pk'] } },
      {
        input: { usages: { schemaVersion: 1, complete: true, usages, problems: [], files: { read: 1, using: 1 } } },
      },
    );
  const on = (...columns: readonly string[]) => ({ columns, opaque: false });

  it('flags statements without a condition on the tenant, by file', () => {
    const byName = use({ condition: on('column:public.guests.name'), line: 9 });
    expect(find(use({}), byName, use({ kind: 'delete', file: 'src/clean.ts' }))).toEqual([
      'table:public.guests#src/clean.ts',
      'table:public.guests#src/guests.ts',
    ]);
  });

  it.each([
    ['a condition on the tenant', { condition: on('column:public.guests.company_id') }],
    ['a condition on the tenant of what is joined', { condition: on('column:public.events.company_id') }],
    ['a condition that is made elsewhere', { condition: { columns: [], opaque: true } }],
    ['what is read along with other rows', { kind: 'query', condition: undefined }],
    ['an insert', { kind: 'insert' }],
    ['a test', { test: true }],
    ['a migration', { file: 'drizzle/0001_fill.sql', via: 'sql' }],
    ['a shared table', { object: 'table:public.countries' }],
  ] as const)('does not flag %s', (_, rest) => {
    expect(find(use(rest as Partial<Usage>))).toEqual([]);
  });

  it('does not flag that a person and their tenants are looked up, and flags what is done to them', () => {
    const people = ['id uuid pk', 'email text !', 'auth_id uuid', 'company_id uuid ! -> companies'];
    const memberships = ['id uuid pk', 'user_id uuid ! -> users', 'company_id uuid ! -> companies'];
    const usages = [
      use({ object: 'table:public.users', condition: on('column:public.users.auth_id') }),
      use({ object: 'table:public.memberships', condition: on('column:public.memberships.user_id') }),
      use({ object: 'table:public.users', condition: on('column:public.users.id'), file: 'src/by-id.ts' }),
      use({ object: 'table:public.memberships', condition: on('column:public.memberships.user_id'), kind: 'delete' }),
    ];
    const found = flagged(
      queryNotScoped,
      { tables: { companies, guests: scoped, users: people, memberships } },
      { input: { usages: { schemaVersion: 1, complete: true, usages, problems: [], files: { read: 1, using: 1 } } } },
    );
    expect(found).toEqual(['table:public.memberships#src/guests.ts', 'table:public.users#src/by-id.ts']);
  });

  it('is not evaluated where the code was not searched', () => {
    expect(audit(queryNotScoped, { tables: {} }).notEvaluated[0]?.reason).toContain('where the code uses the schema');
  });
});
