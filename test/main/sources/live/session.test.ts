import { type AddressInfo, connect, createServer } from 'node:net';
import pg from 'pg';
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { StatementLogEntry } from '#app/api';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { withPgliteSession } from '#main/sources/live/pglite-session.ts';
import type { readLive } from '#main/sources/live/read-live.ts';
import type { ReadOnlySession, ShadowSession } from '#main/sources/live/session.ts';
import { allowStatement } from '#main/sources/live/statements.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';
import { onlyOn } from '#test/support/slices.ts';
import { LIVE, readUrl, withPglite } from './reading.ts';

describe.each(onlyOn(18))('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
    await server.execute('create table guests (id integer primary key)', database.name);
  });

  function inSession<T>(use: (session: ReadOnlySession) => Promise<T>, url = database.url): Promise<T> {
    return withLiveSession({ source: LIVE, url }, { work: UNWATCHED, log: () => {} }, use);
  }

  const WRITES = [
    `insert into guests values (1)`,
    `create table public.more (id integer)`,
    `drop table public.guests`,
    `select nextval('public.counter')`,
    `select pg_catalog.lo_create(0)`,
    `create role intruder`,
    `set session search_path to public`,
    `select pg_terminate_backend(pg_backend_pid())`,
    `commit; drop table public.guests`,
  ];

  describe('nothing is ever written to a live database', () => {
    test('a session that can write is none that live gets, by type', () => {
      expectTypeOf<ShadowSession>().not.toExtend<ReadOnlySession>();
      expectTypeOf<ReadOnlySession>().not.toExtend<ShadowSession>();
      expectTypeOf<ReadOnlySession>().not.toHaveProperty('exec');
      expectTypeOf<Parameters<typeof readLive>[0]>().toEqualTypeOf<ReadOnlySession>();
    });

    test.each(WRITES)('%s is not sent: it is no statement of the reader’s own', async (sql) => {
      await expect(inSession((session) => session.query(sql))).rejects.toThrow(
        'Raingauge does not send this to a live database',
      );
      await expect(inSession((session) => session.queryAll(['rollback', sql]))).rejects.toThrow('does not send this');
    });

    test.each([
      'insert into public.guests values (1)',
      'create table public.more (id integer)',
      'drop table public.guests',
      // Up to 15 a read-only transaction can make large objects.
      ...(major >= 16 ? ['select pg_catalog.lo_create(0)'] : []),
      'create role intruder',
    ])('%s is refused by the server, were it ever sent', async (sql) => {
      // What is allowed once is allowed in this process: each major asks with a text of its own.
      const writing = inSession((session) => session.query(allowStatement(`${sql} /* ${major} */`)));
      await expect(writing).rejects.toThrow('in a read-only transaction');
    });

    test('an embedded database is read in the same way', async () => {
      await withPglite('create table guests (id integer)', async (embedded) => {
        await expect(
          withPgliteSession(embedded, (session) =>
            session.query(allowStatement('insert into public.guests values (1)')),
          ),
        ).rejects.toThrow('in a read-only transaction');
        await expect(withPgliteSession(embedded, (session) => session.query('select 2'))).rejects.toThrow(
          'Not a statement',
        );
      });
    });
  });

  describe('what the server sees', () => {
    test('every statement is logged with its time and rows, and is all that was sent', async () => {
      const log: StatementLogEntry[] = [];
      await readUrl(database.url, { log: (entry) => log.push(entry) });
      expect(log[0]).toMatchObject({
        source: 'live',
        sql: 'begin isolation level repeatable read read only',
        rows: null,
        error: null,
      });
      expect(log.at(-1)?.sql).toBe('rollback');
      expect(log.every((entry) => /^(begin|rollback|savepoint|set local|select|with)\b/.test(entry.sql))).toBe(true);
      expect(log.find((entry) => entry.sql.includes('from pg_index x') && entry.sql.includes('keys'))?.rows).toBe(1);
      expect(log.every((entry) => entry.milliseconds >= 0 && entry.at > 0)).toBe(true);
    });

    test('the session carries its name, and no setting outlives the transaction', async () => {
      process.env.PGOPTIONS = '-c work_mem=1234kB';
      try {
        const seen = await inSession(async (session) => {
          const settings = allowStatement(
            `select name, setting, source from pg_settings where source in ('client', 'session') order by name`,
          );
          const inside = await session.query(settings);
          await session.query('rollback');
          return { inside, after: await session.query(settings) };
        });
        const names = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map((row) => row.name);
        expect(names(seen.inside)).toContain('search_path');
        // The protocol's own client_encoding, the session's default of the transaction, and nothing else.
        expect(names(seen.after).filter((name) => !String(name).startsWith('transaction_'))).toEqual([
          'application_name',
          'client_encoding',
        ]);
      } finally {
        delete process.env.PGOPTIONS;
      }
    });

    test('a role that owns nothing and may read nothing still gets what the catalogs show', async () => {
      await server.execute(`create role reader login password 'reader'`);
      await server.execute('revoke all on schema public from public; revoke all on guests from public', database.name);
      const url = new URL(database.url);
      url.username = 'reader';
      url.password = 'reader';
      const reading = await readUrl(url.href);
      expect(reading.report).toEqual([]);
      expect(reading.catalog.objects.table.map((table) => table.id)).toEqual(['table:public.guests']);
    });

    test('a catalog that is closed to the role is reported, and everything else is read', async () => {
      const closed = await server.createDatabase();
      await server.execute(
        `create table guests (id integer primary key); alter table guests enable row level security;
       revoke select on pg_catalog.pg_policy from public; grant usage on schema public to reader`,
        closed.name,
      );
      const url = new URL(closed.url);
      url.username = 'reader';
      url.password = 'reader';
      const reading = await readUrl(url.href);
      expect(reading.report).toEqual([
        {
          code: 'permission-denied',
          effect: 'unread',
          message: 'Reading whether anything changed of live failed: permission denied for table pg_policy.',
          remedy: 'Grant the role SELECT on that system catalog, or connect as a role that has it.',
          object: null,
          origin: null,
          cause: 'permission denied for table pg_policy',
        },
        expect.objectContaining({
          code: 'permission-denied',
          message: 'Reading policies of live failed: permission denied for table pg_policy.',
        }),
        expect.objectContaining({
          code: 'permission-denied',
          message: 'Reading what the catalog has no words for of live failed: permission denied for table pg_policy.',
        }),
      ]);
      expect(reading.catalog.objects['primary-key']).toHaveLength(1);
      expect(reading.changeToken).toBeUndefined();
    });

    test('only the schemas that were asked for are given', async () => {
      const many = await server.createDatabase();
      await server.execute(
        `create schema a; create schema b; create table a.x (id integer primary key); create table b.y (id integer);
       grant select on a.x to public; grant select on b.y to public; create operator b.=== (leftarg = text, rightarg = text, function = texteq)`,
        many.name,
      );
      const { catalog } = await readUrl(many.url, { schemas: ['a'] });
      expect(catalog.objects.schema.map(({ name }) => name)).toEqual(['a']);
      expect(catalog.objects.table.map(({ id }) => id)).toEqual(['table:a.x']);
      expect(catalog.objects.grant.map(({ on }) => on)).toEqual(['table:a.x']);
      expect(catalog.unmodelled).toEqual([]);
      expect(catalog.objects.role.length).toBeGreaterThan(0);
    });
  });

  describe('stopping', () => {
    test('work that was stopped before it began sends nothing', async () => {
      const log: StatementLogEntry[] = [];
      const signal = AbortSignal.abort();
      await expect(
        readUrl(database.url, { work: { signal, report: () => {} }, log: (entry) => log.push(entry) }),
      ).rejects.toMatchObject({ name: 'AbortError' });
      expect(log).toEqual([]);
    });

    test('the server stops a statement at once when its reader is stopped', async () => {
      const controller = new AbortController();
      const began = performance.now();
      const reading = withLiveSession(
        { source: LIVE, url: database.url },
        { work: { signal: controller.signal, report: () => {} }, log: () => {} },
        async (session) => {
          setImmediate(() => controller.abort());
          return session.query(allowStatement('select pg_catalog.pg_sleep(30)'));
        },
      );
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
      expect(performance.now() - began).toBeLessThan(15_000);
      const observer = new pg.Client({ connectionString: server.url });
      await observer.connect();
      await expect
        .poll(async () => {
          const { rows } = await observer.query(
            `select count(*)::int as n from pg_stat_activity where application_name = 'raingauge' and query like '%pg_sleep%'`,
          );
          return rows[0].n;
        })
        .toBe(0);
      await observer.end();
    });

    test('a server that does not answer to the end of a reading holds nobody who waits no more', async () => {
      let heard = false;
      const proxy = createServer((socket) => {
        const upstream = connect(server.port, server.host);
        socket.on('data', (chunk: Buffer) => {
          const isEnd = chunk.subarray(5).toString('latin1') === 'rollback\0';
          heard ||= isEnd;
          if (!isEnd) upstream.write(chunk);
        });
        upstream.pipe(socket);
        for (const end of [socket, upstream]) {
          end.on('error', () => {});
          end.on('close', () => (end === socket ? upstream : socket).destroy());
        }
      });
      await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
      const url = new URL(database.url);
      url.port = String((proxy.address() as AddressInfo).port);
      const controller = new AbortController();
      const reading = withLiveSession(
        { source: LIVE, url: url.href },
        { work: { signal: controller.signal, report: () => {} }, log: () => {} },
        async () => controller.abort(),
      );
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
      expect(heard).toBe(true);
      await new Promise((resolve) => proxy.close(resolve));
    });

    test('progress is told by stage', async () => {
      const told: string[] = [];
      await readUrl(database.url, {
        work: { signal: new AbortController().signal, report: ({ detail }) => told.push(detail) },
      });
      expect(told[0]).toMatch(/^connecting to 127\.0\.0\.1:\d+$/);
      expect(told).toContain('reading columns');
      expect(told.at(-1)).toBe('building the catalog');
    });
  });
});
