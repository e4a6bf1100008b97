import { readdirSync, readFileSync } from 'node:fs';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { citext } from '@electric-sql/pglite/contrib/citext';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp';
import { vector } from '@electric-sql/pglite-pgvector';
import pg from 'pg';
import { type Catalog, compareText } from '#app/catalog';
import type { Statement } from '#app/sql';
import { UNWATCHED } from '#main/platform/work.ts';
import {
  pgliteSession,
  readerSettings,
  type StatementRunner,
  withPgliteSession,
} from '#main/sources/live/pglite-session.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { createEmbedded } from '#test/support/database/embedded.ts';
import { type Major, startServer } from '#test/support/postgres/servers.ts';

/** An empty database of its own, where statements are run and which the live reader reads. */
export interface RoundTripDatabase extends StatementRunner {
  close(): Promise<void>;
}

export interface RoundTripServer {
  readonly name: string;
  readonly major: number;
  create(): Promise<RoundTripDatabase>;
}

const EXTENSIONS = { btree_gin, btree_gist, citext, ltree, pg_trgm, uuid_ossp, vector };

export const PGLITE: RoundTripServer = {
  name: 'PGlite',
  major: 18,
  create: () => createEmbedded(EXTENSIONS),
};

export function realServer(major: Major): RoundTripServer {
  return {
    name: `PostgreSQL ${major}`,
    major,
    async create() {
      const server = await startServer(major);
      const database = await server.createDatabase();
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      return {
        async exec(sql) {
          // One result for one statement, an array for several: the types of pg know the first only.
          const result: unknown = await client.query(sql);
          return Array.isArray(result) ? result : [result];
        },
        async close() {
          await client.end();
          await database.drop();
        },
      };
    },
  };
}

const TORTURE = new URL('../fixtures/torture/', import.meta.url);

/** The torture schema as far as a major can express it: a file's name begins with the first major that can run it. */
export function tortureSchema(major: number): string {
  return readdirSync(TORTURE)
    .filter((file) => file.endsWith('.sql') && Number.parseInt(file, 10) <= major)
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || compareText(b, a))
    .map((file) => readFileSync(new URL(file, TORTURE), 'utf8'))
    .join('\n');
}

/** Runs statements one by one. @throws with the statement that failed, since the server's message does not show it. */
export async function build(database: RoundTripDatabase, statements: readonly Statement[]): Promise<void> {
  for (const { sql } of statements) {
    await database.exec(sql).catch((error: unknown) => {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\nin: ${sql}`);
    });
  }
}

/** Reads the database as the live reader does. @throws where something stayed unread. */
export async function readCatalog(database: RoundTripDatabase): Promise<Catalog> {
  const source = { kind: 'live', label: 'live' } as const;
  const reading = await withPgliteSession(database, (session) => readLive(session, { source, work: UNWATCHED }));
  if (reading.report.length > 0) throw new Error(reading.report.map((problem) => problem.message).join('\n'));
  return reading.catalog;
}

/** Reads inside the transaction that is open on the database. @throws where something stayed unread. */
export async function readCatalogHere(database: RoundTripDatabase): Promise<Catalog> {
  await database.exec(`SAVEPOINT reading; ${readerSettings}`);
  const source = { kind: 'live', label: 'live' } as const;
  const reading = await readLive(pgliteSession(database), { source, work: UNWATCHED });
  await database.exec('ROLLBACK TO SAVEPOINT reading');
  if (reading.report.length > 0) throw new Error(reading.report.map((problem) => problem.message).join('\n'));
  return reading.catalog;
}

/** Builds something on a fresh database and reads it. */
export async function readBuilt(server: RoundTripServer, sql: string | readonly Statement[]): Promise<Catalog> {
  const database = await server.create();
  try {
    if (typeof sql === 'string') await database.exec(sql);
    else await build(database, sql);
    return await readCatalog(database);
  } finally {
    await database.close();
  }
}
