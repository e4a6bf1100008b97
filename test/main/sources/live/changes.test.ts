import { beforeAll, describe, expect, test } from 'vitest';
import { UNWATCHED } from '#main/platform/work.ts';
import { readChangeToken } from '#main/sources/live/change-token.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession } from '#main/sources/live/session.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';
import { LIVE, readUrl } from './reading.ts';

let server: TestServer;
let database: TestDatabase;
beforeAll(async () => {
  server = await startServer(16);
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
