import { describe, expect, test } from 'vitest';
import { readAppliedMigrations } from '#main/sources/live/applied-migrations.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import { withPglite } from './reading.ts';

const TABLE = { schema: 'drizzle', name: '__drizzle_migrations' };
const SQL = `create schema drizzle;
create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
insert into drizzle.__drizzle_migrations (hash, created_at) values ('b', 1700000000001), ('a', 1700000000000);
create schema "My ""own""";
create table "My ""own"""."it's" (id serial, hash text, created_at bigint, name text);
insert into "My ""own"""."it's" (hash, created_at, name) values ('x', 5, '20240101_init');
create role reader;`;

describe('the migrations that Drizzle has applied', () => {
  test('are read in the order in which they ran, or said to be missing or forbidden', async () => {
    await withPglite(SQL, async (database) => {
      const read = (table: { schema: string; name: string }, role?: string) =>
        withPgliteSession(database, (session) => readAppliedMigrations(session, table), role ? { role } : {});
      expect(await read(TABLE)).toEqual({
        state: 'read',
        rows: [
          { hash: 'b', createdAt: 1700000000001, name: null },
          { hash: 'a', createdAt: 1700000000000, name: null },
        ],
      });
      // Names came with drizzle-orm 1.0, and a project may call its table otherwise.
      expect(await read({ schema: 'My "own"', name: "it's" })).toEqual({
        state: 'read',
        rows: [{ hash: 'x', createdAt: 5, name: '20240101_init' }],
      });
      expect((await read({ ...TABLE, schema: 'public' })).state).toBe('missing');
      expect((await read(TABLE, 'reader')).state).toBe('forbidden');
    });
  });
});
