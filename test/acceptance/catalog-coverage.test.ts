import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, KINDS, type Unmodelled } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { QUERIES } from '#main/sources/live/queries/all.ts';
import type { LiveQuery } from '#main/sources/live/queries/query.ts';
import { unmodelledQuery } from '#main/sources/live/queries/unmodelled.ts';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { shareOf, sliceFor } from '#test/support/slices.ts';
import { type CoverageRow, type CoverageSection, readCoverage } from './catalog-coverage.ts';
import {
  build,
  PGLITE,
  type RoundTripDatabase,
  type RoundTripServer,
  readCatalogHere,
  realServer,
} from './round-trip-databases.ts';
import { SYSTEM_CATALOGS, WITHOUT_EXAMPLE } from './system-catalogs.ts';

/** The embedded PostgreSQL is built without the library that subscriptions load. */
const NOT_EMBEDDED = new Set(['subscription']);

const SERVERS = [PGLITE, ...matrixMajors().map(realServer)];
const SECTIONS = readCoverage();

function rowsFor(server: RoundTripServer, section: CoverageSection): readonly CoverageRow[] {
  const runnable = section.rows.filter(
    ({ what, since }) => since <= server.major && !(server === PGLITE && NOT_EMBEDDED.has(what)),
  );
  if (server === PGLITE) return sliceFor(null, runnable, 24);
  return shareOf(server.major, sliceFor(null, runnable, 6));
}

it('has a section for everything and no row that says nothing', () => {
  expect(SECTIONS.length).toBeGreaterThan(10);
  for (const { rows } of SECTIONS) for (const row of rows) expect(row.without).not.toBe(row.with);
});

describe.each(SERVERS)(`the catalog read from $name (seed ${seed})`, (server) => {
  let database: RoundTripDatabase;
  let name = '';
  beforeAll(async () => {
    database = await server.create();
    const [result] = await database.exec('select current_database() as name');
    name = String(result?.rows[0]?.name);
    await database.exec('CREATE ACCESS METHOD cov_heap TYPE TABLE HANDLER heap_tableam_handler');
  });
  afterAll(() => database?.close());

  it('has no system catalog that the reader neither asks nor leaves out for a reason', async () => {
    const [result] = await database.exec(
      "SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' ORDER BY 1",
    );
    const catalogs = (result?.rows ?? []).map(({ relname }) => String(relname));
    expect(catalogs.length).toBeGreaterThan(50);
    expect(catalogs.filter((catalog) => !(catalog in SYSTEM_CATALOGS))).toEqual([]);
    const asked = Object.values<LiveQuery<unknown>>(QUERIES)
      .map((query) => query.sql(server))
      .join('\n');
    const read = catalogs.filter((catalog) => SYSTEM_CATALOGS[catalog] === 'read');
    expect(read.filter((catalog) => !new RegExp(`\\b${catalog}\\b`).test(asked))).toEqual([]);
  });

  it('names nothing as unmodelled that no example makes', () => {
    const named = unmodelledQuery.sql(server).matchAll(/select (?:distinct )?'((?:[^']|'')+)'/g);
    const words = [...named].map(([, word = '']) => word.replaceAll("''", "'"));
    const made = new Set(SECTIONS.flatMap(({ rows }) => rows.map(({ unmodelled }) => unmodelled)));
    expect(words.length).toBeGreaterThan(30);
    expect(words.filter((word) => !made.has(word) && !(word in WITHOUT_EXAMPLE))).toEqual([]);
  });

  /** Runs something in a transaction that leaves nothing behind. */
  async function inside<T>(sql: string, use: () => Promise<T>): Promise<T> {
    await database.exec('BEGIN');
    try {
      await database.exec(sql.replaceAll(/\bDATABASE current\b/g, `DATABASE ${name}`));
      return await use();
    } finally {
      await database.exec('ROLLBACK');
    }
  }

  const readAfter = (sql: string) => inside(sql, () => readCatalogHere(database));

  const sections = SECTIONS.filter((section) => rowsFor(server, section).length > 0);
  describe.each(sections)('$title', (section) => {
    it.each(rowsFor(server, section))('$what', async (row) => {
      const before = `${section.needed};\n${section.given}`;
      const without = await readAfter(`${before};\n${row.without}`);
      const found = await readAfter(`${before};\n${row.with}`);
      if (row.unmodelled === null) await expectModelled(section, row, without, found);
      else expect(added(without, found).map(({ what }) => what)).toContain(row.unmodelled);
    });
  });

  async function expectModelled(section: CoverageSection, row: CoverageRow, without: Catalog, found: Catalog) {
    expect(found.objects, `nothing in the catalog tells: ${row.with}`).not.toEqual(without.objects);
    expect(added(without, found)).toEqual([]);
    const again = await inside(section.needed, async () => {
      await build(database, renderCatalog(found));
      return readCatalogHere(database);
    });
    for (const kind of KINDS) expect(again.objects[kind], kind).toEqual(found.objects[kind]);
    expect(again.unmodelled).toEqual(found.unmodelled);
  }
});

function added(before: Catalog, after: Catalog): readonly Unmodelled[] {
  const known = new Set(before.unmodelled.map((entry) => JSON.stringify(entry)));
  return after.unmodelled.filter((entry) => !known.has(JSON.stringify(entry)));
}
