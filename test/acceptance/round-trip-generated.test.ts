import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { arbitraryCatalog } from './round-trip-arbitrary.ts';
import { asFarAs } from './round-trip-as-far-as.ts';
import { build, PGLITE, type RoundTripDatabase, readCatalog, realServer } from './round-trip-databases.ts';
import { CLEAN, generatedPart, objectsOf } from './round-trip-generated.ts';

const RUNS = Number(process.env.RAINGAUGE_RUNS ?? 8);

const SERVERS = process.env.RAINGAUGE_MATRIX ? [PGLITE, ...matrixMajors().map(realServer)] : [PGLITE];

describe.each(SERVERS)('catalogs of any content on $name', (server) => {
  let database: RoundTripDatabase;
  beforeAll(async () => {
    database = await server.create();
  });
  afterAll(() => database.close());

  const builtAndRead = async (catalog: Catalog) => {
    try {
      await build(database, renderCatalog(catalog));
      return await readCatalog(database);
    } finally {
      await database.exec(CLEAN);
    }
  };

  it(`are read from the database that their DDL builds (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCatalog, async (generated) => {
        // The texts are what the newest major prints: what an older one reads is the catalog that has to come back.
        const isNewest = server.major === 18;
        const catalog = isNewest ? generated : generatedPart(await builtAndRead(asFarAs(server.major, generated)));
        expect(objectsOf(await builtAndRead(catalog))).toEqual(objectsOf(catalog));
      }),
      { numRuns: RUNS, seed, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
    );
  });
});
