import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Catalog, type CatalogObject, KINDS } from '#app/catalog';
import { UNWATCHED } from '#main/platform/work.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { withStatistics } from '#main/sources/live/read-statistics.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';
import { oldestAndNewest } from '#test/support/slices.ts';
import { buildHostile, HOSTILE } from './hostile.ts';
import { LIVE, readUrl } from './reading.ts';
import { tortureSql } from './torture.ts';

/** Of a role that means its application well: none of it may change what is read. */
const SETTINGS = {
  search_path: `${HOSTILE}, public, pg_catalog`,
  statement_timeout: '1ms',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '50ms',
  default_transaction_read_only: 'on',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  standard_conforming_strings: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  datestyle: 'German, DMY',
  intervalstyle: 'iso_8601',
  timezone: 'Asia/Kathmandu',
  extra_float_digits: '-5',
  bytea_output: 'escape',
  row_security: 'off',
  array_nulls: 'off',
};

type Objects = Readonly<Record<string, readonly CatalogObject[]>>;

/** The objects of a catalog but those that `leaveOut` names. */
function objectsOf(catalog: Catalog, leaveOut: (object: CatalogObject) => boolean = () => false): Objects {
  return Object.fromEntries(
    KINDS.map((kind) => [kind, (catalog.objects[kind] as readonly CatalogObject[]).filter((it) => !leaveOut(it))]),
  );
}

const isHostile = ({ id }: CatalogObject) => new RegExp(`(^schema:|[:(])${HOSTILE}\\b`).test(id);

describe.each(oldestAndNewest())('a database that is set against its readers, on PostgreSQL %i', (major) => {
  const unique = `h${randomBytes(4).toString('hex')}`;
  let server: TestServer;
  let database: TestDatabase;
  const urlOf = (role: string) => {
    const url = new URL(database.url);
    url.username = `${unique}_${role}`;
    url.password = 'x';
    return url.href;
  };
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
    await server.execute(tortureSql(major, unique), database.name);
    const settings = { ...SETTINGS, ...(major >= 17 ? { transaction_timeout: '100ms' } : {}) };
    await server.execute(
      `create role ${unique}_plain login password 'x'; create role ${unique}_set login password 'x';
       ${Object.entries(settings)
         .map(
           ([name, value]) =>
             `alter role ${unique}_set set ${name} to ${name === 'search_path' ? value : `'${value}'`};`,
         )
         .join('\n')}`,
      database.name,
    );
  });
  afterAll(async () => {
    await database?.drop();
  });

  test('reads the same by a role whose settings are all in the way', async () => {
    const plain = await readUrl(urlOf('plain'));
    const set = await readUrl(urlOf('set'));
    expect(set.report).toEqual(plain.report);
    expect(set.catalog).toEqual(plain.catalog);
    expect(plain.catalog.objects.column.length).toBeGreaterThan(40);
  });

  test('opens by a statement_timeout of a millisecond each time', async () => {
    for (let time = 0; time < 30; time += 1) {
      await withLiveSession({ source: LIVE, url: urlOf('set') }, { work: UNWATCHED, log: () => {} }, async () => {});
    }
  });

  test('reads the same beside namesakes of all catalogs, functions, operators and types that come first', async () => {
    const before = await readUrl(urlOf('plain'));
    const made = await buildHostile(database.url, major);
    expect(made.view).toBeGreaterThan(100);
    expect(made.function).toBeGreaterThan(20);
    expect(made.operator).toBeGreaterThan(200);
    expect(made.domain).toBeGreaterThan(50);
    const after = await withLiveSession(
      { source: LIVE, url: urlOf('set') },
      { work: UNWATCHED, log: () => {} },
      async (session) => withStatistics(session, await readLive(session, { source: LIVE, work: UNWATCHED })),
    );
    expect(after.report).toEqual(before.report);
    expect(objectsOf(after.catalog, isHostile)).toEqual(objectsOf(before.catalog));
    const { view, domain, function: routines } = after.catalog.objects;
    const hostile = <T extends CatalogObject>(objects: readonly T[]) => objects.filter(isHostile).length;
    expect([hostile(view), hostile(domain)]).toEqual([made.view, made.domain]);
    expect(hostile(routines)).toBe(made.function + made.operator);
    const unmodelled = ({ catalog }: typeof after) =>
      catalog.unmodelled.filter((it) => !JSON.stringify(it).includes(HOSTILE));
    expect(unmodelled(after)).toEqual(unmodelled(before));
    expect(after.catalog.unmodelled.length).toBeGreaterThan(unmodelled(after).length);
  });

  test('asks which kind of server it is past namesakes, too', async () => {
    await server.execute(`alter role ${unique}_plain set search_path to ${SETTINGS.search_path}`);
    for (const wanted of ['primary', 'read-write', 'prefer-standby']) {
      const { report } = await readUrl(`${urlOf('plain')}?target_session_attrs=${wanted}`);
      expect(report.filter(({ effect }) => effect === 'unread')).toEqual([]);
    }
  });
});
