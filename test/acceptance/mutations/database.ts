import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Catalog, Reading } from '#app/catalog';
import { renderCatalog } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import { findDrizzleProject } from '#main/sources/code/drizzle-config.ts';
import type { DrizzleProject } from '#main/sources/code/project.ts';
import { readCode } from '#main/sources/code/read-code.ts';
import { build, type RoundTripDatabase, type RoundTripServer, readCatalogHere } from '../round-trip-databases.ts';

const script = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** What Drizzle has no words for: on the tables of the code, and in a schema beside them. */
export const BEYOND: string = script('beyond.sql');
const DEPOT: string = script('depot.sql');

/** The project whose code makes the base. */
export const PROJECT: string = fileURLToPath(new URL('../../fixtures/schemas/regatta', import.meta.url));

export interface BaseCode {
  readonly drizzle: DrizzleProject;
  readonly reading: Reading;
}

export async function readBaseCode(): Promise<BaseCode> {
  const drizzle = await findDrizzleProject(PROJECT);
  return { drizzle, reading: await readCode(drizzle, UNWATCHED) };
}

/** A database with the base, on which every mutation is made and undone. */
export interface MutatedDatabase {
  /** As it is after the statements, which leave nothing behind. */
  readAfter(...statements: readonly (string | undefined)[]): Promise<Catalog>;
  close(): Promise<void>;
}

/** The base: what the code of the fixture says, and on top what Drizzle has no words for. */
export async function createBaseOn(database: RoundTripDatabase, code: Catalog): Promise<void> {
  await build(database, renderCatalog(code));
  await database.exec(`${BEYOND}\n${DEPOT}`);
  // A tablespace is the server's and cannot be made in a transaction; another test of this process may have made it.
  const made = await database.exec("SELECT 1 FROM pg_tablespace WHERE spcname = 'depot_space'");
  if (made[0]?.rows.length === 0) {
    await database.exec('SET allow_in_place_tablespaces = on');
    await database.exec("CREATE TABLESPACE depot_space LOCATION ''");
  }
}

export async function createBase(server: RoundTripServer, code: Catalog): Promise<MutatedDatabase> {
  const database = await server.create();
  await createBaseOn(database, code);
  return {
    async readAfter(...statements) {
      await database.exec('BEGIN');
      try {
        for (const sql of statements) if (sql !== undefined) await database.exec(sql);
        return await readCatalogHere(database);
      } finally {
        await database.exec('ROLLBACK');
      }
    },
    close: () => database.close(),
  };
}
