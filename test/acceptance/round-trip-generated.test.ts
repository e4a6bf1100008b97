import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, KINDS, type Kind, quoteIdent } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { seed } from '#test/support/seed.ts';
import { arbitraryCatalog, SCHEMA } from './round-trip-arbitrary.ts';
import { PREFIX } from './round-trip-arbitrary-parts.ts';
import { build, PGLITE, type RoundTripDatabase, readCatalog } from './round-trip-databases.ts';

const RUNS = 40;

/** Takes everything generated away, roles and publications too. */
const CLEAN = `DROP SCHEMA IF EXISTS ${quoteIdent(SCHEMA)} CASCADE; DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT pubname FROM pg_publication WHERE starts_with(pubname, '${PREFIX}') LOOP
    EXECUTE format('DROP PUBLICATION %I', name);
  END LOOP;
  FOR name IN SELECT rolname FROM pg_roles WHERE starts_with(rolname, '${PREFIX}') LOOP
    EXECUTE format('DROP ROLE %I', name);
  END LOOP;
END $$`;

describe('catalogs of any content', () => {
  let database: RoundTripDatabase;
  beforeAll(async () => {
    database = await PGLITE.create();
  });
  afterAll(() => database.close());

  it(`are read from the database that their DDL builds (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCatalog, async (catalog) => {
        try {
          await build(database, renderCatalog(catalog));
          expect(objectsOf(await readCatalog(database))).toEqual(objectsOf(catalog));
        } finally {
          await database.exec(CLEAN);
        }
      }),
      { numRuns: RUNS, seed, interruptAfterTimeLimit: 45_000, markInterruptAsFailure: false },
    );
  });
});

/** Everything in the generated schema, by kind; what every database has beside it does not count. */
function objectsOf(catalog: Catalog): Partial<Record<Kind, readonly unknown[]>> {
  return Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      catalog.objects[kind].filter((object) => {
        if ('schema' in object) return object.schema === SCHEMA;
        return 'name' in object && (object.name === SCHEMA || object.name.startsWith(PREFIX));
      }),
    ]),
  );
}
