import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, type CatalogObject, KINDS, type Kind, type Problem } from '#app/catalog';
import { packageFolder } from '#main/platform/entry.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { readSqlFile } from '#main/sources/sql-file/read-sql-file.ts';
import { pgDumpOf, WASM_PG_DUMP } from '#test/support/postgres/pg-dump.ts';
import { binaryVersion, matrixMajors, startServer, type TestServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { tortureSchema } from './round-trip-databases.ts';

/** pg_dump refuses servers that are newer than itself: those are dumped by PostgreSQL 18's own, as WebAssembly. */
const version = binaryVersion('psql') === null ? null : binaryVersion('pg_dump');
const isInstalledFor = (major: number) => version !== null && major <= version;
const WHOLE = process.env.RAINGAUGE_MATRIX === 'all';
/** Everything on one server; of the others the newest is enough, which is dumped by the newest pg_dump. */
const isThorough = (major: number) => WHOLE || major === matrixMajors()[0];
const SERVERS = matrixMajors()
  .filter((major) => isThorough(major) || major === matrixMajors().at(-1))
  .map((major) => ({
    major,
    by: isInstalledFor(major)
      ? `by the pg_dump ${version} that is installed`
      : `by pg_dump ${WASM_PG_DUMP} as WebAssembly`,
  }));
const LIVE = { kind: 'live', label: 'live' } as const;

const SCHEMA = `
  CREATE EXTENSION citext;
  CREATE SCHEMA crm;
  CREATE TYPE crm.mood AS ENUM ('good', 'so; so', 'bad');
  CREATE DOMAIN crm.email AS citext CHECK (VALUE ~ '@');
  CREATE TABLE crm.guests (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email crm.email NOT NULL, mood crm.mood DEFAULT 'good',
    born date CHECK (born > '1900-01-01'), note text DEFAULT E'a\\nb;\\\\.', UNIQUE (email));
  CREATE TABLE public.visits (id serial PRIMARY KEY, guest bigint REFERENCES crm.guests ON DELETE CASCADE DEFERRABLE, at timestamptz DEFAULT now());
  CREATE INDEX visits_recent ON public.visits (at DESC) WHERE at > '2020-01-01';
  CREATE TABLE public.measures (at date NOT NULL, value int) PARTITION BY RANGE (at);
  CREATE TABLE public.measures_2024 PARTITION OF public.measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE VIEW public.happy AS SELECT id, email FROM crm.guests WHERE mood = 'good';
  CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN
    -- \\connect nowhere; COPY x FROM stdin;
    NEW.at := now(); RETURN NEW; END $body$;
  CREATE TRIGGER touch BEFORE UPDATE ON public.visits FOR EACH ROW EXECUTE FUNCTION public.touch();
  ALTER TABLE crm.guests ENABLE ROW LEVEL SECURITY;
  ALTER TABLE crm.guests FORCE ROW LEVEL SECURITY;
  CREATE POLICY own ON crm.guests TO dump_reader USING (email = current_user::citext) WITH CHECK (true);
  GRANT SELECT ON ALL TABLES IN SCHEMA crm TO dump_reader;
  GRANT UPDATE (note) ON crm.guests TO "dump writer" WITH GRANT OPTION;
  ALTER TABLE public.visits OWNER TO "dump writer";
  COMMENT ON TABLE crm.guests IS 'It''s the \\restrict guests';
  INSERT INTO crm.guests (email, note) VALUES ('a@b', E'tab\\tand \\\\. and'), ('c@d', NULL);
  INSERT INTO public.measures VALUES ('2024-05-05', 1);`;

/**
 * Roles belong to the server, and before PostgreSQL 15 the schema public to its superuser; where things stand in a file is
 * not in the database.
 */
function comparable(catalog: Catalog): Partial<Record<Kind, readonly unknown[]>> {
  const plain = ({ origins: _, ...object }: CatalogObject) =>
    object.kind === 'schema' ? { ...object, owner: null } : object;
  return Object.fromEntries(
    KINDS.filter((kind) => kind !== 'role').map((kind) => [kind, catalog.objects[kind].map(plain)]),
  );
}

/** Options of functions. */
const ONLY_BY_SUPERUSERS = / LEAKPROOF\b|ALTER FUNCTION [^;]* SUPPORT [^;]*;| SET torture\.odd_name TO 'x, y'/g;

/** What a shadow's role is refused, in the server's words, and what follows from it. */
const REFUSED_TO_OTHERS =
  /must be superuser to (create|add or set schemas)|create event trigger|(event trigger|publication) "\w+" does not exist|permission denied for database|row-level security policy/;

/**
 * What no server takes back: PostgreSQL attaches no index of an exclusion constraint to that of the partitioned table, which
 * pg_dump asks for all the same. Source: `CompareIndexInfo` of 17 and 18.
 */
const NEVER_RESTORED = /^ALTER INDEX \S+\.since_17_\w+ ATTACH PARTITION \S+;$/gm;
const CANNOT_ATTACH = /cannot attach index "\w+" as a partition of index "since_17_/;

/** Identities of everything but grants. */
const namesIn = (kinds: Partial<Record<Kind, readonly unknown[]>>) =>
  Object.entries(kinds).flatMap(([kind, objects]) =>
    kind === 'grant' ? [] : (objects as readonly CatalogObject[]).map(({ id }) => id),
  );

function unreadIn(report: readonly Problem[]): readonly string[] {
  return report.filter(({ effect }) => effect === 'unread').map(({ message }) => message);
}

async function readUrl(url: string): Promise<Catalog> {
  const reading = await withLiveSession({ source: LIVE, url }, { work: UNWATCHED, log: () => {} }, (session) =>
    readLive(session, { source: LIVE, work: UNWATCHED }),
  );
  return reading.catalog;
}

/** What a server makes of a dump: pg_dump itself leaves out some things (comments that were removed, the order of inherited columns). */
async function restored(server: TestServer, file: string): Promise<Catalog> {
  const database = await server.createDatabase();
  if (isInstalledFor(server.major)) {
    const options = ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--file', file];
    await promisify(execFile)('psql', [...options, database.url], { maxBuffer: 64 * 1024 * 1024 });
  } else await server.execute(readFileSync(file, 'utf8').replaceAll(NEVER_RESTORED, ''), database.name);
  const catalog = await readUrl(database.url);
  await database.drop();
  return catalog;
}

describe('pg_dump’s output', () => {
  let folder: string;
  const shadows: Shadow[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'raingauge-pg-dump-'));
  });

  afterAll(async () => {
    await Promise.all(shadows.map((shadow) => shadow.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function dumpOf(major: number, url: string, name: string, ...options: string[]): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, isInstalledFor(major) ? await dumpedHere(url, options) : await pgDumpOf(url, ...options));
    return file;
  }

  async function dumpedHere(url: string, options: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)('pg_dump', [...options, url], { maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  }

  const told = (problems: readonly Problem[]) => [...new Set(problems.map(({ code }) => code))].sort();

  describe.each(SERVERS)('of PostgreSQL $major, $by', ({ major }) => {
    let server: TestServer;
    let role: ShadowRole;
    let embedded: Shadow;
    let same: Shadow;

    beforeAll(async () => {
      server = await startServer(major);
      role = await createShadowRole(server);
      embedded = createShadow({ spawn: forkChild, cacheFolder: folder });
      same = createServerShadow({
        connection: { source: LIVE, url: role.url },
        others: [],
        extensions: [],
        said: () => {},
        cacheFolder: folder,
      });
      shadows.push(embedded, same);
      await server.execute('CREATE ROLE dump_reader; CREATE ROLE "dump writer"');
    });

    it('gives the catalog of the database itself, with rows, psql’s commands and roles told', async () => {
      const database = await server.createDatabase();
      await server.execute(SCHEMA, database.name);
      const live = comparable(await readUrl(database.url));
      const file = await dumpOf(major, database.url, `whole-${major}.sql`);
      const { catalog, report } = await readSqlFile(file, { shadow: same, source: LIVE, work: UNWATCHED });
      expect(comparable(catalog)).toEqual(live);
      const text = readFileSync(file, 'utf8');
      expect(told(report)).toContain('role-stubbed');
      expect(unreadIn(report)).toEqual([]);
      if (isInstalledFor(major)) expect(told(report)).toContain('copy-data-skipped');
      if (/^\\restrict/m.test(text)) expect(told(report)).toContain('psql-command-skipped');
      await database.drop();
    });

    if (!isThorough(major)) return;

    it('gives the catalog of the torture schema itself, but for what only a superuser can make, which is told', async () => {
      const database = await server.createDatabase();
      await server.execute(tortureSchema(major).replace(ONLY_BY_SUPERUSERS, ''), database.name);
      const file = await dumpOf(major, database.url, `torture-${major}.sql`);
      const live = comparable(await restored(server, file));
      const { catalog, report } = await readSqlFile(file, { shadow: same, source: LIVE, work: UNWATCHED });
      const unread = unreadIn(report);
      expect(unread.filter((message) => !REFUSED_TO_OTHERS.test(message) && !CANNOT_ATTACH.test(message))).toEqual([]);
      expect(unread.some((message) => /must be superuser/.test(message))).toBe(true);
      const rest = (kinds: typeof live) => ({ ...kinds, 'event-trigger': [], publication: [], grant: [] });
      // The shadow's role may not read the rows of a materialized view whose table shows none to others.
      const views = live['materialized-view']?.map((view) => ({ ...(view as object), populated: false }));
      const read = comparable(catalog);
      const readViews = read['materialized-view']?.map((view) => ({ ...(view as object), populated: false }));
      expect(rest({ ...read, 'materialized-view': readViews ?? [] })).toEqual(
        rest({ ...live, 'materialized-view': views ?? [] }),
      );
      await database.drop();
    });

    it('names every object of the torture schema in the embedded shadow', async () => {
      const database = await server.createDatabase();
      await server.execute(tortureSchema(major), database.name);
      const file = await dumpOf(major, database.url, `torture-embedded-${major}.sql`);
      const live = comparable(await restored(server, file));
      const { catalog, report } = await readSqlFile(file, { shadow: embedded, source: LIVE, work: UNWATCHED });
      expect(unreadIn(report).filter((message) => !CANNOT_ATTACH.test(message))).toEqual([]);
      expect(namesIn(comparable(catalog))).toEqual(namesIn(live));
      await database.drop();
    });

    it('may recreate its database first, or hold inserts, and is read all the same', async () => {
      const database = await server.createDatabase();
      await server.execute(SCHEMA, database.name);
      const live = comparable(await readUrl(database.url));
      const file = await dumpOf(
        major,
        database.url,
        `create-${major}.sql`,
        '--create',
        '--clean',
        '--if-exists',
        '--inserts',
      );
      const { catalog, report } = await readSqlFile(file, { shadow: embedded, source: LIVE, work: UNWATCHED });
      // Another major prints views in other words and grants on public by other rules: the objects are the same.
      expect(namesIn(comparable(catalog))).toEqual(namesIn(live));
      expect(report.filter(({ effect }) => effect === 'unread')).toEqual([]);
      await database.drop();
    });

    it('gives the sample’s schema', async () => {
      const database = await server.createDatabase();
      const sql = readFileSync(join(packageFolder, 'resources/sample/live.sql'), 'utf8');
      const file = join(folder, 'sample.sql');
      writeFileSync(file, major < 15 ? sql.replace(/\s*WITH \(security_invoker[^)]*\)/gi, '') : sql);
      await server.execute(readFileSync(file, 'utf8'), database.name);
      const live = comparable(await readUrl(database.url));
      const dump = await dumpOf(major, database.url, `sample-${major}.sql`);
      const { catalog, report } = await readSqlFile(dump, { shadow: same, source: LIVE, work: UNWATCHED });
      expect(comparable(catalog)).toEqual(live);
      expect(unreadIn(report)).toEqual([]);
      await database.drop();
    });
  });
});
