import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzleV1 } from 'drizzle-orm-v1/node-postgres';
import { migrate as migrateV1 } from 'drizzle-orm-v1/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, KINDS, type Reading } from '#app/catalog';
import { joinApplied, withoutMigrationsTable } from '#app/compare';
import { UNWATCHED } from '#main/platform/work.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import { readAppliedMigrations } from '#main/sources/live/applied-migrations.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { journalOf, openBench } from '../main/sources/migrations/support.ts';
import { matrixMajors, startServer, type TestDatabase, type TestServer } from '../support/postgres/servers.ts';
import { createShadowRole } from '../support/postgres/shadow-role.ts';

/**
 * The law of the migrations' reader: what it reads is what Drizzle's own migrators build on a real server from the same
 * files, and what it says of them is what those migrators do.
 */
const sample = join(import.meta.dirname, '..', '..', 'resources', 'sample');
const TABLE = { schema: 'drizzle', table: '__drizzle_migrations' };

/** The embedded shadow beside the newest server, and in the matrix each major replayed on a shadow of its own. */
const WHERE = [
  { shadow: 'embedded', major: 18 },
  ...(process.env.RAINGAUGE_MATRIX ? matrixMajors() : []).map((major) => ({ shadow: 'server', major }) as const),
] as const;

type Line = '0.45' | '1.0';

async function runMigrator(line: Line, url: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Pool({ connectionString: url, max: 1 });
  try {
    if (line === '0.45') await migrate(drizzle({ client }), { migrationsFolder });
    else await migrateV1(drizzleV1({ client }), { migrationsFolder });
  } finally {
    await client.end();
  }
}

/** A shadow on a real server, and what takes its role away again. */
async function shadowOn(server: TestServer) {
  const role = await createShadowRole(server);
  const connection = { source: { kind: 'url', label: 'shadow' }, url: role.url } as const;
  const open = (cacheFolder: string) =>
    createServerShadow({ connection, others: [], extensions: [], said: () => {}, cacheFolder });
  return { open, end: () => role.drop() };
}

async function readDatabase(database: TestDatabase): Promise<Reading> {
  const source = { kind: 'live', label: 'live' } as const;
  return withLiveSession(
    { source, url: database.url, ssl: null },
    { work: UNWATCHED, log: () => {} },
    async (session) => {
      const reading = await readLive(session, { source, work: UNWATCHED });
      const noted = await readAppliedMigrations(session, { schema: TABLE.schema, name: TABLE.table });
      return { ...reading, appliedState: noted.state, ...(noted.state === 'read' ? { applied: noted.rows } : {}) };
    },
  );
}

/** What both servers must agree on: not places, owners, roles of the server, and what only one major writes down. */
function comparable(catalog: Catalog): unknown {
  const { objects } = withoutMigrationsTable(catalog, TABLE);
  return Object.fromEntries(
    KINDS.filter((kind) => kind !== 'role' && kind !== 'default-privilege').map((kind) => [
      kind,
      objects[kind].map((object) => ({ ...object, origins: [], ...('owner' in object ? { owner: null } : {}) })),
    ]),
  );
}

/** Folders of migrations as 1.0 has them, of the same texts. */
async function asFolders(files: Readonly<Record<string, string | Buffer>>): Promise<Record<string, string | Buffer>> {
  const texts = Object.entries(files).filter(([path]) => path.endsWith('.sql'));
  return Object.fromEntries(
    texts.map(([path, text], index) => {
      const time = `202401010000${String(index).padStart(2, '0')}`;
      return [`drizzle/${time}_${path.replace('drizzle/', '').replace('.sql', '')}/migration.sql`, text];
    }),
  );
}

/** A label that was added is used in the transaction that made its type, which PostgreSQL allows since 17. */
const manyThings = (major: number) =>
  journalOf(
    `CREATE TYPE "mood" AS ENUM('calm', 'wild');--> statement-breakpoint
CREATE TABLE "guests" (
	"id" serial PRIMARY KEY NOT NULL,
	"mood" "mood" DEFAULT 'calm' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "guests_mood_unique" UNIQUE("mood")
);
--> statement-breakpoint
DO $$ BEGIN
 ALTER TABLE "guests" ADD CONSTRAINT "tags_there" CHECK (cardinality(tags) >= 0);
EXCEPTION WHEN duplicate_object THEN null;
END $$;--> statement-breakpoint
CREATE INDEX "guests_mood" ON "guests" USING btree ("mood" DESC NULLS LAST) WHERE mood <> 'wild';`,
    `ALTER TYPE mood ADD VALUE 'odd' BEFORE 'wild';
SET LOCAL search_path TO public;
CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT 1 AS id;
INSERT INTO guests (id) SELECT id FROM moved;
LOCK TABLE guests IN ACCESS EXCLUSIVE MODE;
SELECT pg_advisory_xact_lock(42);
PREPARE own AS SELECT 1;
EXECUTE own;
DEALLOCATE own;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN new.mood := 'calm'; -- a; b
RETURN new; END; $body$;
CREATE TRIGGER touch BEFORE UPDATE ON guests FOR EACH ROW EXECUTE FUNCTION touch();
CREATE SCHEMA app;
SET search_path = app, public;
CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY, guest integer REFERENCES guests ON DELETE CASCADE);
CREATE VIEW loud AS SELECT id FROM guests WHERE mood = '${major < 17 ? 'wild' : 'odd'}';
RESET search_path;
ALTER TABLE app.visits RENAME COLUMN guest TO guest_id;
ALTER TABLE guests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody ON guests AS RESTRICTIVE FOR SELECT USING (mood <> 'wild');
COMMENT ON COLUMN guests.tags IS 'free text';
DO $$ DECLARE part text; BEGIN
  FOREACH part IN ARRAY ARRAY['one', 'two'] LOOP
    EXECUTE format('CREATE TABLE app.part_%s (id int PRIMARY KEY)', part);
  END LOOP;
END $$;`,
    'BEGIN;\r\nCREATE TABLE late (id int);\r\nCOMMIT;\r\nDROP TABLE app.part_two;\r\n',
  );

describe.each(WHERE)('with the $shadow shadow, on PostgreSQL $major', ({ shadow, major }) => {
  let bench: Awaited<ReturnType<typeof openBench>>;
  let server: TestServer;
  let own: Awaited<ReturnType<typeof shadowOn>> | null = null;

  beforeAll(async () => {
    server = await startServer(major);
    own = shadow === 'server' ? await shadowOn(server) : null;
    bench = await openBench(own?.open);
  });

  afterAll(async () => {
    await bench.close();
    await own?.end();
  });

  describe.each(['0.45', '1.0'] as const)('what drizzle-orm %s builds', (line) => {
    const laid = async (files: Readonly<Record<string, string | Buffer>>) =>
      line === '0.45' ? files : asFolders(files);

    it('from a folder with a little of everything is what was read', async () => {
      const project = await bench.project(await laid(manyThings(major)));
      const database = await server.createDatabase();
      try {
        await runMigrator(line, database.url, join(project.root, 'drizzle'));
        const [live, reading] = [await readDatabase(database), await project.read()];
        expect(reading.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
        expect(live.catalog.objects.column.length).toBeGreaterThan(5);
        expect(comparable(reading.catalog)).toEqual(comparable(live.catalog));
        const facts = reading.migrations && joinApplied(reading.migrations, live.applied ?? []);
        expect(facts?.files.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
        expect(facts?.appliedOnly).toEqual([]);
      } finally {
        await database.drop();
      }
    });

    // Its view that runs as whoever asks came with PostgreSQL 15: before, Drizzle's migrator fails as a whole.
    it.skipIf(major < 15)('from the sample is what was read', async () => {
      const files: Record<string, string> = {};
      const journal = JSON.parse(await readFile(join(sample, 'drizzle/meta/_journal.json'), 'utf8'));
      for (const { tag } of journal.entries) {
        files[`drizzle/${tag}.sql`] = await readFile(join(sample, `drizzle/${tag}.sql`), 'utf8');
      }
      const project = await bench.project(line === '0.45' ? {} : await asFolders(files));
      if (line === '0.45') await cp(join(sample, 'drizzle'), join(project.root, 'drizzle'), { recursive: true });
      const database = await server.createDatabase();
      try {
        await runMigrator(line, database.url, join(project.root, 'drizzle'));
        const [live, reading] = [await readDatabase(database), await project.read()];
        expect(comparable(reading.catalog)).toEqual(comparable(live.catalog));
      } finally {
        await database.drop();
      }
    });

    it.each([
      [
        'an index made CONCURRENTLY',
        'CREATE TABLE t (id int);\n--> statement-breakpoint\nCREATE INDEX CONCURRENTLY i ON t (id);',
        'not-in-one-transaction',
      ],
      ['a byte order mark', '\uFEFFCREATE TABLE t (id int);', 'migration-encoding'],
      [
        'a breakpoint inside a body',
        'DO $$ BEGIN\n--> statement-breakpoint\nCREATE TABLE t (id int); END $$;',
        'breakpoint-inside-statement',
      ],
      [
        'what drizzle-kit pull comments out',
        '-- made by pull\n/*\nCREATE TABLE "t" (\n\t"id" integer\n);\n--> statement-breakpoint\nCREATE INDEX i ON t (id);\n*/',
        'pulled-baseline',
      ],
      ['a command of psql', '\\set x 1\nCREATE TABLE t (id int);', 'psql-command-skipped'],
    ])('is nothing where a file has %s: that is said, and the table is read', async (_, text, code) => {
      const project = await bench.project(await laid(journalOf(text)));
      const database = await server.createDatabase();
      try {
        await expect(runMigrator(line, database.url, join(project.root, 'drizzle'))).rejects.toThrow();
        const reading = await project.read();
        expect(reading.report.map((problem) => problem.code)).toContain(code);
        expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['t']);
      } finally {
        await database.drop();
      }
    });
  });
});
