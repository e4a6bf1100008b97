import { describe, expect, it } from 'vitest';
import { authUserSyncUnguarded } from '#app/audit/rules/auth-user-sync-unguarded.ts';
import type { Reading } from '#app/catalog';
import { type SchemaSpec, schemaOf } from '#test/support/catalog/schema-of.ts';
import { readingOf } from '../audit.ts';
import { codeOf, flaggedIn } from '../readings.ts';

const users = ['id uuid pk', 'auth_id uuid !'];
const migrations = (schema: SchemaSpec): Reading => readingOf(schemaOf(schema), 'migrations');

/** The same, with a trigger on auth.users whose function says this. */
function withTrigger(body: string): Reading {
  const reading = migrations({ tables: { users, 'auth.users': ['id uuid pk'] }, functions: { make_user: body } });
  const trigger = {
    kind: 'trigger',
    id: 'trigger:auth.users.made',
    comment: null,
    origins: [],
    schema: 'auth',
    table: 'users',
    name: 'made',
    timing: 'after',
    level: 'row',
    events: ['insert'],
    updateOf: [],
    when: null,
    function: { schema: 'public', name: 'make_user' },
    arguments: [],
    oldTable: null,
    newTable: null,
    constraint: false,
    referencedTable: null,
    deferrability: 'not deferrable',
    enabled: 'origin',
    inherited: false,
  } as const;
  return { ...reading, catalog: { ...reading.catalog, objects: { ...reading.catalog.objects, trigger: [trigger] } } };
}

describe('auth-user-sync-unguarded', () => {
  it('flags a link to the auth schema that nothing keeps', () => {
    expect(flaggedIn(authUserSyncUnguarded, [migrations({ tables: { users } })])).toEqual([
      'column:public.users.auth_id',
    ]);
    expect(
      flaggedIn(authUserSyncUnguarded, [codeOf({ tables: { users } }), migrations({ tables: { users } })]),
    ).toEqual(['column:public.users.auth_id']);
  });

  it('does not flag a key, or a trigger that makes the row', () => {
    const keyed = { users: ['id uuid pk', 'auth_id uuid ! -> auth.users.id'], 'auth.users': ['id uuid pk'] };
    expect(flaggedIn(authUserSyncUnguarded, [migrations({ tables: keyed })])).toEqual([]);
    expect(
      flaggedIn(authUserSyncUnguarded, [
        withTrigger('BEGIN INSERT INTO public.users (auth_id) VALUES (NEW.id); RETURN NEW; END'),
      ]),
    ).toEqual([]);
  });

  it('flags it where the trigger makes another table’s row', () => {
    expect(
      flaggedIn(authUserSyncUnguarded, [withTrigger('BEGIN INSERT INTO users_log VALUES (NEW.id); RETURN NEW; END')]),
    ).toEqual(['column:public.users.auth_id']);
  });

  it('does not flag ids of services elsewhere, nor projects whose sign-in keeps its own table', () => {
    expect(
      flaggedIn(authUserSyncUnguarded, [migrations({ tables: { users: ['id uuid pk', 'auth_id text !'] } })]),
    ).toEqual([]);
    expect(flaggedIn(authUserSyncUnguarded, [migrations({ tables: { users, auth_users: ['id uuid pk'] } })])).toEqual(
      [],
    );
  });

  it('is not evaluated on code alone', () => {
    expect(flaggedIn(authUserSyncUnguarded, [codeOf({ tables: { users } })])).toEqual([]);
  });
});
