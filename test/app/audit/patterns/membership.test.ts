import { describe, expect, it } from 'vitest';
import { findPatterns } from '#app/audit/patterns/patterns.ts';
import { detectTenancy } from '#app/coverage';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';

const companies = ['id uuid pk', 'name text'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies'];
const users = ['id uuid pk', 'email text'];

function find(tables: SchemaSpec['tables']) {
  const catalog = schemaOf({ tables: { companies, a: scoped, b: scoped, ...tables } });
  const tenancy = detectTenancy(catalog);
  const patterns = findPatterns(catalog);
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  return { users: names(patterns.users(tenancy)), memberships: names(patterns.memberships(tenancy)) };
}

describe('people and the tenants they belong to', () => {
  it('are told by tables of people, and of who belongs where', () => {
    const members = [...scoped, 'user_id uuid ! -> users', 'role text'];
    expect(find({ users, company_members: members })).toEqual({ users: ['users'], memberships: ['company_members'] });
  });

  it('are told by a key of both, whatever the table is called', () => {
    const staff = ['company_id uuid pk -> companies', 'user_id uuid pk -> users'];
    expect(find({ users, staffing: staff }).memberships).toEqual(['staffing']);
  });

  it('are not told by what a person made, or by a table of people without anything to call them by', () => {
    const posts = [...scoped, 'user_id uuid -> users', 'title text'];
    expect(find({ users, posts }).memberships).toEqual([]);
    expect(find({ accounts: ['id uuid pk', 'balance numeric'] }).users).toEqual([]);
  });
});
