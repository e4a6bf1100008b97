import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog, type Catalog } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { matrixMajors } from '#test/support/postgres/servers.ts';
import { seed } from '#test/support/seed.ts';
import { DraftedDatabase } from './drafts/drafted-server.ts';
import { arbitraryPair } from './round-trip-arbitrary.ts';
import { build, type RoundTripDatabase, realServer } from './round-trip-databases.ts';

/** 500 in `npm run test:matrix`, more with `RAINGAUGE_RUNS`; a failure is run again with the seed and path that fast-check prints (`RAINGAUGE_SEED`). */
const RUNS = Number(process.env.RAINGAUGE_RUNS ?? 3);
const NEWEST = matrixMajors().at(-1) ?? 18;

describe('catalogs of any content', () => {
  let database: RoundTripDatabase;
  let drafted: DraftedDatabase;
  beforeAll(async () => {
    database = await realServer(NEWEST).create();
    drafted = new DraftedDatabase(database);
  });
  afterAll(() => database.close());

  /** With the roles of both ends, which a draft leaves alone. */
  const built = <T>(catalog: Catalog, roles: Catalog, use: () => Promise<T>) =>
    drafted.after([], async () => {
      await build(database, renderCatalog(buildCatalog({ objects: { role: roles.objects.role } })));
      await build(database, renderCatalog(catalog));
      return use();
    });

  it(`are drafted into each other (seed ${seed})`, { timeout: 60_000 + RUNS * 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryPair, async ([one, other]) => {
        const target = await built(other, one, () => drafted.read());
        await built(one, other, async () => {
          const { statements, faults } = await drafted.lead(target);
          expect(faults, statements.join(';\n')).toEqual([]);
        });
      }),
      { numRuns: RUNS, seed, endOnFailure: true },
    );
  });
});
