import { describe, expect, it } from 'vitest';
import { tenantColumnMissing } from '#app/audit/rules/tenant-column-missing.ts';
import { audit, flagged } from '../audit.ts';

const companies = ['id uuid pk', 'name text !'];
const scoped = ['id uuid pk', 'company_id uuid ! -> companies', 'name text'];

describe('tenant-column-missing', () => {
  const tables = { companies, guests: scoped, events: scoped };
  it('flags a table whose way to the tenant may be NULL', () => {
    const notes = ['id uuid pk', 'guest_id uuid -> guests'];
    expect(flagged(tenantColumnMissing, { tables: { ...tables, notes } })).toEqual(['table:public.notes']);
  });

  it('flags a table that names a tenant’s table without a key, and one of people that tenants’ rows point at', () => {
    const notes = ['id uuid pk', 'guest_id uuid !'];
    const contacts = ['id uuid pk', 'email text'];
    const calls = [...scoped, 'contact_id uuid ! -> contacts'];
    const found = flagged(tenantColumnMissing, { tables: { ...tables, notes, contacts, calls } });
    expect(found).toEqual(['table:public.contacts', 'table:public.notes']);
  });

  it.each([
    ['a child that a NOT NULL key holds to its parent', ['id uuid pk', 'guest_id uuid ! -> guests']],
    ['a table that says by whom a row was made', ['id uuid pk', 'title text', 'created_by uuid -> guests']],
    ['a table that says which of a tenant’s things made it', ['id uuid pk', 'created_by_guest_id uuid -> guests']],
    ['a request for a tenant', ['id uuid pk', 'requested_company_id uuid -> companies']],
    ['a shared table that nothing of a tenant’s stands in', ['code text pk', 'name text']],
  ])('does not flag %s', (_, columns) => {
    expect(flagged(tenantColumnMissing, { tables: { ...tables, things: columns } })).toEqual([]);
  });

  it('does not flag the people themselves, or who belongs to which tenant', () => {
    const users = ['id uuid pk', 'email text ! unique'];
    const memberships = ['id uuid pk', 'company_id uuid ! -> companies', 'user_id uuid ! -> users'];
    expect(flagged(tenantColumnMissing, { tables: { ...tables, users, memberships } })).toEqual([]);
  });

  it('flags what people write, where they may belong to several tenants', () => {
    const users = ['id uuid pk', 'email text ! unique'];
    const memberships = ['id uuid pk', 'company_id uuid ! -> companies', 'user_id uuid ! -> users'];
    const posts = ['id uuid pk', 'user_id uuid -> users', 'title text !'];
    // What signs people in, keeps their settings, or has another parent as well is none of it.
    const sessions = ['id uuid pk', 'user_id uuid ! -> users', 'token text !', 'expires_at timestamptz'];
    const preferences = ['id uuid pk', 'user_id uuid ! -> users', 'theme text'];
    const topics = ['id uuid pk', 'name text'];
    const subscriptions = ['id uuid pk', 'user_id uuid ! -> users', 'topic_id uuid -> topics', 'description text'];
    const all = { ...tables, users, posts, sessions, preferences, topics, subscriptions };
    expect(flagged(tenantColumnMissing, { tables: { ...all, memberships } })).toEqual(['table:public.posts']);
    expect(flagged(tenantColumnMissing, { tables: all })).toEqual([]);
  });

  it('says nothing where there are no tenants', () => {
    expect(
      flagged(tenantColumnMissing, {
        tables: { posts: ['id uuid pk'], comments: ['id uuid pk', 'post_id uuid -> posts'] },
      }),
    ).toEqual([]);
  });

  it('adds the column as the others have it', () => {
    const notes = ['id uuid pk', 'guest_id uuid -> guests'];
    const [finding] = audit(tenantColumnMissing, { tables: { ...tables, notes } }).findings;
    const put = finding?.fix?.edits.flatMap((edit) => (edit.edit === 'put' ? [edit.object] : [])) ?? [];
    expect(put.map(({ kind }) => kind)).toEqual(['column', 'foreign-key', 'index']);
    expect(put[0]).toMatchObject({ name: 'company_id', type: 'uuid', notNull: true });
  });
});
