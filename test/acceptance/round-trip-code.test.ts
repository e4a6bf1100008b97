import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Catalog, KINDS } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { build, PGLITE, type RoundTripDatabase, readCatalog } from './round-trip-databases.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/schemas', import.meta.url));

/** Needs extensions that the embedded PostgreSQL does not carry. */
const NOT_BUILDABLE = ['waypoints'];
const PROJECTS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !NOT_BUILDABLE.includes(entry.name))
  .map((entry) => ({ name: entry.name, folder: `${FOLDER}/${entry.name}` }));
const SAMPLE = { name: 'the sample', folder: fileURLToPath(new URL('../../resources/sample', import.meta.url)) };

/** Roles belong to the cluster, every database has a schema `public`, and code cannot say which extensions it needs. */
const NOT_OF_CODE = ['role', 'schema', 'extension'];

/** What exists, by identity. */
function identitiesOf(catalog: Catalog): readonly string[] {
  return KINDS.filter((kind) => !NOT_OF_CODE.includes(kind)).flatMap((kind) =>
    catalog.objects[kind].map((object) => object.id),
  );
}

/** Starting a database takes longer than everything else here, so one is emptied and used again. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
END $$;
CREATE SCHEMA public`;

describe('the DDL of what Drizzle code declares', () => {
  let database: RoundTripDatabase;
  beforeAll(async () => {
    database = await PGLITE.create();
  });
  beforeEach(async () => {
    await database.exec(EMPTY);
  });
  afterAll(() => database.close());

  it.each([...PROJECTS, SAMPLE])('builds $name on an empty database: those objects and no others', async (project) => {
    const { catalog } = await readCode(await findDrizzleProject(project.folder), UNWATCHED);
    await build(database, renderCatalog(catalog));
    const built = await readCatalog(database);
    expect(identitiesOf(catalog).length).toBeGreaterThan(5);
    expect(identitiesOf(built)).toEqual(identitiesOf(catalog));
  });
});
