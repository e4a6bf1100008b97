import { beforeAll, describe, expect, test } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readChangeToken } from '#main/sources/live/change-token.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';
import { onlyOn } from '#test/support/slices.ts';
import { LIVE, readUrl } from './reading.ts';

describe.each(onlyOn(16))('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
    await server.execute('create table guests (id integer primary key, name text)', database.name);
  });

  function inSession<T>(use: (session: ReadOnlySession) => Promise<T>): Promise<T> {
    return withLiveSession({ source: LIVE, url: database.url }, { work: UNWATCHED, log: () => {} }, use);
  }

  describe('the change token', () => {
    const token = () => inSession(readChangeToken);

    test('stays as it is while only rows, statistics and temporary tables change', async () => {
      const before = await token();
      await server.execute(`insert into guests values (1, 'x'); analyze guests`, database.name);
      await server.execute('create temporary table scratch (id serial primary key, note text)', database.name);
      expect(await token()).toBe(before);
    });

    test.each([
      'alter table guests add column age integer',
      'alter table guests rename column age to years',
      'alter table guests drop column years',
      'alter table guests enable row level security',
      'create policy own on guests using (true)',
      'comment on table guests is $$people$$',
      'create role token_role',
      'alter role token_role createdb',
      'grant select on guests to token_role',
      'create type mood as enum ($$a$$)',
      'alter type mood add value $$b$$',
      'drop policy own on guests',
      'create statistics guests_few on id, name from guests',
      `create collation by_number (provider = icu, locale = 'und-u-kn-true')`,
      'create publication everything for table guests',
      'alter publication everything add tables in schema public',
    ])('moves after: %s', async (sql) => {
      const before = await token();
      await server.execute(sql, database.name);
      expect(await token()).not.toBe(before);
    });

    test('is part of a reading', async () => {
      expect((await readUrl(database.url)).changeToken).toBe(await token());
    });
  });

  describe('a schema that changes while it is read', () => {
    /** A session during whose batches somebody runs DDL, as often as asked. */
    function disturbed(session: ReadOnlySession, ddl: () => Promise<void>, times: number): ReadOnlySession {
      let left = times;
      return {
        query: (sql) => session.query(sql),
        restart: () => session.restart?.() ?? Promise.resolve(),
        queryAll: async (statements, onDone) => {
          const results = await session.queryAll(statements, onDone);
          if (left > 0) {
            left -= 1;
            await ddl();
          }
          return results;
        },
      };
    }

    test('is read once more, and then has the change', async () => {
      const ddl = () => server.execute('create table late (id integer)', database.name);
      const reading = await inSession((session) =>
        readLive(disturbed(session, ddl, 1), { source: LIVE, work: UNWATCHED }),
      );
      expect(reading.report).toEqual([]);
      expect(reading.catalog.objects.table.map(({ name }) => name)).toContain('late');
    });

    test('is said to be changing where that goes on', async () => {
      let count = 0;
      const ddl = () => server.execute(`create table later_${count++} (id integer)`, database.name);
      const reading = await inSession((session) =>
        readLive(disturbed(session, ddl, 5), { source: LIVE, work: UNWATCHED }),
      );
      expect(reading.report).toEqual([expect.objectContaining({ code: 'changed-while-reading', effect: 'note' })]);
    });

    test('is read without what was really dropped after the snapshot was taken', async () => {
      await server.execute(
        `create schema passing; create type passing.mood as enum ('a'); create table passing.parent (id integer primary key);
       create table passing.one (id serial primary key, mood passing.mood default 'a', up integer references passing.parent,
         check (id > 0), exclude using gist (box(point(id, id), point(up, up)) with &&)) ;
       create index one_up on passing.one ((up + 1)) where up > 3; create statistics passing.some on id, up from passing.one;
       create view passing.seen as select id, mood from passing.one; create policy own on passing.one using (id > 1);
       create function passing.f(a integer default 3) returns integer language sql as 'select a';
       create function passing.t() returns trigger language plpgsql as $$begin return new; end$$;
       create trigger t before update on passing.one for each row when (new.id > 0) execute function passing.t();
       create rule r as on delete to passing.one do instead nothing;
       create table passing.parts (at date) partition by range (at);
       create table passing.part partition of passing.parts for values from ('2024-01-01') to ('2025-01-01')`,
        database.name,
      );
      let dropped = false;
      const reading = await inSession((session) => {
        const dropping: ReadOnlySession = {
          ...disturbed(session, async () => {}, 0),
          queryAll: async (statements, onDone) => {
            // The snapshot was taken by the question for the version; the catalogs come in one long batch.
            if (!dropped && statements.length > 20) {
              dropped = true;
              await server.execute('drop schema passing cascade', database.name);
            }
            return session.queryAll(statements, onDone);
          },
        };
        return readLive(dropping, { source: LIVE, work: UNWATCHED });
      });
      expect(dropped).toBe(true);
      expect(reading).toEqual(await readUrl(database.url));
      expect(reading.report).toEqual([]);
    });

    test('is read once more where something vanished under the reader', async () => {
      let failed = false;
      const reading = await inSession((session) => {
        const vanishing: ReadOnlySession = {
          ...disturbed(session, async () => {}, 0),
          queryAll: async (statements, onDone) => {
            // What the server says when `pg_get_expr` meets a table that was dropped after the snapshot.
            if (!failed && statements.length > 20) {
              failed = true;
              throw Object.assign(new Error('cache lookup failed for relation 16999'), { code: 'XX000' });
            }
            return session.queryAll(statements, onDone);
          },
        };
        return readLive(vanishing, { source: LIVE, work: UNWATCHED });
      });
      expect(failed).toBe(true);
      expect(reading.report).toEqual([]);
      expect(reading.catalog.objects.table.length).toBeGreaterThan(0);
    });
  });
});
