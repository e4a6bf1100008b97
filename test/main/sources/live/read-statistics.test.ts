import { describe, expect, test } from 'vitest';
import { fingerprint, type Reading } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { withStatistics } from '#main/sources/live/read-statistics.ts';
import { startServer } from '#test/support/postgres/servers.ts';
import { oldestAndNewest } from '#test/support/slices.ts';
import { LIVE, readPglite, withPglite } from './reading.ts';

function read(url: string): Promise<Reading> {
  return withLiveSession({ source: LIVE, url }, { work: UNWATCHED, log: () => {} }, async (session) =>
    withStatistics(session, await readLive(session, { source: LIVE, work: UNWATCHED })),
  );
}

const SCHEMA = `
create schema shop;
create table shop.t (id serial primary key, small smallint generated always as identity, body text, a integer);
insert into shop.t (body, a) select repeat('x', 100), i from generate_series(1, 2000) i;
delete from shop.t where a <= 500;
create index t_a on shop.t (a);
analyze shop.t;
create sequence shop.down increment by -1 minvalue -10; select nextval('shop.down') from generate_series(1, 6);
create sequence shop.round maxvalue 3 cycle; select nextval('shop.round');
create sequence shop.unused;
`;

describe.each(oldestAndNewest())('statistics of PostgreSQL %i', (major) => {
  test('say what is big, what is used, and what runs out', async () => {
    const server = await startServer(major);
    const database = await server.createDatabase();
    await server.execute(SCHEMA, database.name);
    await server.execute('set enable_seqscan = off; select count(*) from shop.t where a = 700', database.name);
    const table = () =>
      read(database.url).then(({ statistics }) => statistics?.tables.find((one) => one.table === 'table:shop.t'));
    // Counters arrive when the backend that counted ends.
    await expect.poll(async () => (await table())?.deadRows).toBe(500);
    expect(await table()).toMatchObject({ rowEstimate: 1500, liveRows: 1500, indexScans: 1 });
    const { statistics, catalog } = await read(database.url);
    const one = statistics?.tables.find((each) => each.table === 'table:shop.t');
    expect((one?.heapBytes ?? 0) + (one?.indexBytes ?? 0) + (one?.toastBytes ?? 0)).toBe(one?.bytes);
    const indexes = new Map(statistics?.indexes?.map((each) => [each.index, each]));
    expect(indexes.get('index:shop.t_a')).toMatchObject({ scans: 1, bytes: expect.any(Number) });
    expect(indexes.get('primary-key:shop.t.t_pkey')).toMatchObject({ scans: 0 });
    if (major >= 16) expect(indexes.get('index:shop.t_a')?.lastScan).toMatch(/^20/);
    const sequences = new Map(statistics?.sequences?.map((each) => [each.sequence, each]));
    expect(sequences.get('sequence:shop.t_id_seq')).toMatchObject({
      column: 'column:shop.t.id',
      lastValue: '2000',
      limit: '2147483647',
    });
    const small = sequences.get('sequence:shop.t_small_seq');
    expect(small).toMatchObject({ column: 'column:shop.t.small', limit: '32767' });
    expect(small?.used).toBeCloseTo(2000 / 32767, 3);
    expect(sequences.get('sequence:shop.down')).toMatchObject({ lastValue: '-6', limit: '-10', column: null });
    expect(sequences.get('sequence:shop.down')?.used).toBeCloseTo(5 / 9, 3);
    expect(sequences.get('sequence:shop.round')?.used).toBeNull();
    expect(sequences.get('sequence:shop.unused')).toMatchObject({ lastValue: null, used: null });
    const before = fingerprint(catalog);
    await server.execute('insert into shop.t (a) select i from generate_series(1, 50) i; analyze', database.name);
    expect(fingerprint((await read(database.url)).catalog)).toBe(before);
  });

  test('leave out what a role may not see, and are complete all the same', async () => {
    const server = await startServer(major);
    const database = await server.createDatabase();
    await server.execute(`${SCHEMA} create role onlooker_${major} login password 'x'`, database.name);
    const url = new URL(database.url);
    url.username = `onlooker_${major}`;
    url.password = 'x';
    const reading = await read(url.href);
    expect(reading.report).toEqual([]);
    expect(reading.statistics?.sequences?.find(({ sequence }) => sequence === 'sequence:shop.t_id_seq')).toMatchObject({
      lastValue: null,
      used: null,
    });
    expect(reading.statistics?.tables.find((one) => one.table === 'table:shop.t')?.bytes).toBeGreaterThan(0);
  });
});

test('an embedded database has none', async () => {
  const reading = await withPglite('create table t (id serial)', (database) => readPglite(database));
  expect(reading.statistics).toBeUndefined();
});
