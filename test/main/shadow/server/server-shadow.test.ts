import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, quoteIdent, type Role } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { ServerLink } from '#main/shadow/server/server-link.ts';
import { createServerShadow } from '#main/shadow/server/server-shadow.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { withLiveSession } from '#main/sources/live/connect.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { matrixMajors, startServer, type TestServer } from '#test/support/postgres/servers.ts';
import { createShadowRole, type ShadowRole } from '#test/support/postgres/shadow-role.ts';
import { oldestAndNewest } from '#test/support/slices.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-server-shadow-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHADOW = { kind: 'url', label: 'shadow' } as const;
const SOURCE = { kind: 'migrations', label: 'migrations' } as const;
const connectionTo = (url: string) => ({ source: SHADOW, url });

interface Made {
  readonly shadow: Shadow;
  readonly said: string[];
}

function shadowAt(url: string, others: readonly string[] = []): Made {
  const said: string[] = [];
  const shadow = createServerShadow({
    connection: connectionTo(url),
    others: others.map((other) => ({ source: { kind: 'live', label: 'production' }, url: other })),
    extensions: [],
    said: (message) => said.push(message),
    cacheFolder: folder,
  });
  return { shadow, said };
}

async function rowsAt(server: TestServer, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** Everything of ours on a server. */
const ours = (server: TestServer) =>
  rowsAt(
    server,
    `SELECT datname::text AS name FROM pg_database WHERE datname ~ '^raingauge_shadow_'
     UNION SELECT rolname::text FROM pg_roles WHERE rolname ~ '^raingauge_shadow_' ORDER BY 1`,
  );

const script = (...statements: string[]) => ({ statements: statements.map((sql) => ({ sql })), mode: 'each' as const });

const WITH_ROLES = script(
  'CREATE ROLE "app user" LOGIN NOINHERIT BYPASSRLS IN ROLE readers',
  'CREATE ROLE gone',
  'CREATE USER admin CONNECTION LIMIT 3',
  'ALTER ROLE admin RENAME TO manager',
  'DROP ROLE gone',
  'DROP ROLE IF EXISTS never_there',
  'CREATE SCHEMA crm AUTHORIZATION "app user"',
  'CREATE TABLE public.guests (id int PRIMARY KEY, tenant text)',
  'ALTER TABLE public.guests ENABLE ROW LEVEL SECURITY',
  `CREATE POLICY own ON public.guests TO "app user", readers USING (tenant = current_user)`,
  'GRANT SELECT, INSERT ON public.guests TO "app user" WITH GRANT OPTION',
  'GRANT UPDATE (tenant) ON public.guests TO manager',
  'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO readers',
  'GRANT readers TO manager',
  'GRANT CONNECT ON DATABASE postgres TO manager',
  'CREATE TABLE public.owned (id int)',
  'ALTER TABLE public.owned OWNER TO "app user"',
  "COMMENT ON ROLE manager IS 'it is theirs'",
);

/** What a script makes, read as the readers read it. */
function catalogOf(shadow: Shadow, what = WITH_ROLES): Promise<Catalog> {
  return shadow.build(
    what,
    async (session, built) => {
      expect(built.failures).toEqual([]);
      const { catalog, report } = await readLive(session, { source: SOURCE, work: UNWATCHED });
      expect(report).toEqual([]);
      return catalog;
    },
    UNWATCHED,
  );
}

describe.each(oldestAndNewest())('a shadow on PostgreSQL %i', (major) => {
  let server: TestServer;
  let role: ShadowRole;
  let made: Made;

  beforeAll(async () => {
    server = await startServer(major);
    role = await createShadowRole(server);
    made = shadowAt(role.url);
  });

  afterAll(async () => {
    await made.shadow.close();
    expect(await ours(server)).toEqual([]);
    await role.drop();
  });

  it('gives each use a database of its own, and leaves nothing behind', async () => {
    const count = "SELECT count(*)::int AS n FROM pg_class WHERE relname = 'guests'";
    const { shadow } = made;
    const first = await shadow.build(script('CREATE TABLE guests (id int)'), (s) => s.query(count), UNWATCHED);
    const second = await shadow.build(script('SELECT 1'), (s) => s.query(count), UNWATCHED);
    expect([first, second]).toEqual([[{ n: 1 }], [{ n: 0 }]]);
    await shadow.close();
    expect(await ours(server)).toEqual([]);
  });

  it('says which server it is', async () => {
    const built = await made.shadow.build(script(), async (_, report) => report, UNWATCHED);
    expect(built.server).toMatchObject({ major, flavour: 'postgresql' });
    expect(made.shadow.name).toBe(`PostgreSQL ${built.server.version} at localhost:${server.port}`);
  });

  it('reads roles, grants, policies and owners under their own names, as the embedded one does', async () => {
    const embedded = createShadow({ spawn: forkChild, cacheFolder: folder });
    try {
      const [here, there] = [await catalogOf(made.shadow), await catalogOf(embedded)];
      for (const kind of ['policy', 'grant', 'default-privilege', 'schema', 'table'] as const) {
        expect(here.objects[kind], kind).toEqual(there.objects[kind]);
      }
      const withoutSuperuser = ({ objects }: Catalog) => objects.role.filter(({ name }) => name !== 'postgres');
      const asOn = (role: Role): Role => ({
        ...role,
        memberOf: role.memberOf.map((each) => (major < 16 ? { ...each, inherit: role.inherit } : each)),
      });
      expect(withoutSuperuser(here).map(asOn)).toEqual(withoutSuperuser(there).map(asOn));
      expect(here.objects.role.find(({ name }) => name === 'manager')?.comment).toBe('it is theirs');
      expect(JSON.stringify(here)).not.toContain('raingauge_shadow');
    } finally {
      await embedded.close();
    }
  });

  it('keeps what is done to the schema public and the settings of roles, as for a superuser on that server', async () => {
    // Roles belong to the server: these are dropped again.
    const [app, odd, gone] = ['app', 'odd "role', 'gone'].map((name) => `${role.name} ${name}`);
    const [quotedApp, quotedOdd, quotedGone] = [app, odd, gone].map((name) => quoteIdent(name ?? ''));
    const all = [
      ...[quotedApp, quotedOdd, quotedGone].map((name) => `CREATE ROLE ${name}`),
      'CREATE SCHEMA other',
      'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
      `GRANT USAGE ON SCHEMA other, public TO ${quotedApp}, ${quotedOdd} WITH GRANT OPTION`,
      `GRANT ALL ON SCHEMA public TO ${quotedApp}`,
      `GRANT CREATE ON SCHEMA public TO ${quotedGone}`,
      `REVOKE ALL ON SCHEMA public FROM ${quotedGone}`,
      // Later the speaker is no owner by name: whoever holds a grant option among its roles would be who revokes it.
      ...(major < 15 ? [`REVOKE GRANT OPTION FOR USAGE ON SCHEMA public FROM ${quotedOdd}`] : []),
      `DO $$ BEGIN IF 1 = 1 THEN GRANT CREATE ON SCHEMA public TO ${quotedGone}; END IF; END $$`,
      "COMMENT ON SCHEMA public IS 'ours'",
      `ALTER ROLE ${quotedApp} SET search_path = 'a b', "Other"`,
      `ALTER ROLE ${quotedApp} SET app.tenant TO 'it''s'`,
      `ALTER USER ${quotedApp} SET statement_timeout = 5000`,
      `ALTER ROLE ${quotedApp} SET enable_seqscan = off`,
      `ALTER ROLE ${quotedApp} SET work_mem TO '8MB'`,
      `ALTER ROLE ${quotedApp} RESET work_mem`,
    ];
    const database = await server.createDatabase();
    await server.execute(all.join(';\n'), database.name);
    const connection = { source: SOURCE, url: database.url };
    const live = { work: UNWATCHED, log: () => {} };
    const { catalog: there } = await withLiveSession(connection, live, (session) =>
      readLive(session, { source: SOURCE, work: UNWATCHED }),
    );
    await database.drop();
    await server.execute(`DROP ROLE ${[quotedApp, quotedOdd, quotedGone].join(', ')}`);
    const here = await catalogOf(made.shadow, script(...all, "ALTER ROLE ALL SET lock_timeout = '5s'"));
    const onPublic = ({ objects }: Catalog) => objects.grant.filter(({ on }) => on === 'schema:public');
    expect(onPublic(here)).toEqual(onPublic(there));
    expect(onPublic(here).length).toBeGreaterThan(2);
    const comment = ({ objects }: Catalog) => objects.schema.find(({ name }) => name === 'public')?.comment;
    expect(comment(here)).toBe('ours');
    const settings = ({ objects }: Catalog) => objects.role.find(({ name }) => name === app)?.config;
    expect(settings(there)).toHaveLength(4);
    expect(settings(here)).toEqual(settings(there));
    expect(await rowsAt(server, 'SELECT setrole::text AS name FROM pg_db_role_setting WHERE setrole = 0')).toEqual([]);
    const owned = await catalogOf(made.shadow, script('CREATE ROLE app', 'ALTER SCHEMA public OWNER TO app'));
    expect(owned.objects.schema.find(({ name }) => name === 'public')?.owner).toBe('app');
  });

  it('finds the roles of a block that guards them', async () => {
    const guarded = script(
      `DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app NOLOGIN; END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN CREATE ROLE app; END IF;
        CREATE TABLE public.t (id int);
        GRANT SELECT ON public.t TO app, "other role";
      END $$`,
    );
    const { objects } = await catalogOf(made.shadow, guarded);
    expect(objects.grant.filter(({ on }) => on === 'table:public.t').map(({ grantee }) => grantee)).toEqual([
      'other role',
      'app',
    ]);
  });

  it('makes the roles of a transaction that is undone and run again', async () => {
    const group = (sql: string, number: number) => ({ sql, group: number });
    const statements = [
      group('CREATE ROLE app', 1),
      group('SELECT 1/0', 1),
      group('CREATE SCHEMA s AUTHORIZATION app', 2),
    ];
    const { failures } = await made.shadow.build({ statements, mode: 'groups' }, async (_, built) => built, UNWATCHED);
    expect(failures.map(({ message }) => message)).toEqual(['division by zero']);
  });

  it('says of each role that a stand-in was used, and which were made up', async () => {
    const { emulated, stubRoles } = await made.shadow.build(WITH_ROLES, async (_, built) => built, UNWATCHED);
    expect(emulated).toEqual([0, 1, 2, 3, 4, 5, 13, 14, 17]);
    expect(stubRoles).toEqual(['readers']);
  });

  it('tells failures in the script’s own names', async () => {
    const failing = script(
      'CREATE ROLE app',
      'CREATE TABLE t (id int)',
      'ALTER TABLE t OWNER TO app',
      'DROP ROLE app',
      'CREATE ROLE app',
    );
    const { failures } = await made.shadow.build(failing, async (_, built) => built, UNWATCHED);
    expect(failures.map(({ message }) => message)).toEqual([
      'role "app" cannot be dropped because some objects depend on it',
      'role "app" already exists',
    ]);
  });

  it('runs as the roles of the script, and reads as the one that is asked for', async () => {
    const asApp = {
      ...script(
        'CREATE ROLE app',
        'GRANT CREATE ON SCHEMA public TO app',
        'SET ROLE app',
        'CREATE TABLE t (id int)',
        'RESET ROLE',
      ),
      asRole: 'app',
    };
    await made.shadow.build(
      asApp,
      async (session, built) => {
        expect(built.failures).toEqual([]);
        expect(await session.query('SELECT current_user::text AS me')).toEqual([{ me: 'app' }]);
        const tables = await session.query(
          "SELECT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relname = 't'",
        );
        expect(tables).toEqual([{ owner: 'app' }]);
        await expect(session.query('CREATE TABLE b (id int)')).rejects.toThrow(/read-only/);
      },
      UNWATCHED,
    );
  });

  it('stops a statement that does not end, and builds the rest without it', async () => {
    const endless = {
      ...script(
        'CREATE TABLE a (id int)',
        'SET statement_timeout = 0',
        'SELECT pg_sleep(3600)',
        'CREATE TABLE b (id int)',
      ),
      statementLimit: 1200,
    };
    const built = await made.shadow.build(
      endless,
      async (session, { skipped }) => [
        skipped.map(({ index, why }) => [index, why]),
        await session.query("SELECT count(*)::int AS n FROM pg_class WHERE relname IN ('a', 'b')"),
      ],
      UNWATCHED,
    );
    expect(built).toEqual([[[2, 'timed-out']], [{ n: 2 }]]);
    const left = await rowsAt(
      server,
      "SELECT query AS name FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' AND state = 'active' AND pid <> pg_backend_pid()",
    );
    expect(left).toEqual([]);
  });

  it('goes on without a statement that lost the connection', async () => {
    const killing = "DO $$ BEGIN EXECUTE 'SELECT pg_term' || 'inate_backend(pg_backend_pid())'; END $$";
    const { skipped } = await made.shadow.build(
      script('CREATE TABLE a (id int)', killing, 'CREATE TABLE b (id int)'),
      async (_, built) => built,
      UNWATCHED,
    );
    expect(skipped).toMatchObject([{ index: 1, why: 'crashed' }]);
  });

  it('ends at once when the work is cancelled, and drops the database', async () => {
    const stop = new AbortController();
    const report = ({ detail }: { detail: string }) => {
      if (detail.startsWith('running')) setTimeout(() => stop.abort(), 200);
    };
    const sleeping = made.shadow.build(script('SELECT pg_sleep(3601)'), async () => null, {
      signal: stop.signal,
      report,
    });
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
    await made.shadow.close();
    expect(await ours(server)).toEqual([]);
  });

  it('deparses, and keeps the answers by the server’s version', async () => {
    const question = (key: string, text: string) => ({
      key,
      place: 'check' as const,
      text,
      setup: ['CREATE TABLE scratch (a integer, b text)'],
      build: `ALTER TABLE scratch ADD CONSTRAINT c CHECK (${text})`,
      read: "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'c'",
    });
    const answers = await made.shadow.deparse([question('s1', 'a>0'), question('s2', 'nowhere > 0')], UNWATCHED);
    expect([...answers.values()]).toEqual([{ text: '(a > 0)' }, { error: 'column "nowhere" does not exist' }]);
    expect((await made.shadow.known()).get('s1')).toEqual({ text: '(a > 0)' });
    expect(readdirSync(folder).filter((name) => name.startsWith(`answers-postgresql-${major}.`))).toHaveLength(1);
  });

  it('gives a script no right to reach out, even where nobody recognises it', async () => {
    const link = new ServerLink({ connection: connectionTo(role.url), others: [], extensions: [], said: () => {} });
    const { signal } = UNWATCHED;
    const attempts = [
      "COPY (SELECT 1) TO PROGRAM 'true'",
      "COPY (SELECT 1) TO '/tmp/raingauge-never'",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT pg_ls_dir('/')",
      "SELECT lo_import('/etc/passwd')",
      'CREATE EXTENSION dblink',
      'CREATE EXTENSION file_fdw',
      "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
      "ALTER SYSTEM SET work_mem = '1GB'",
      "CREATE TABLESPACE t LOCATION '/tmp'",
      'CREATE DATABASE other',
      'CREATE ROLE other',
      `GRANT pg_execute_server_program TO CURRENT_USER`,
      `SET ROLE ${role.name}`,
      `ALTER ROLE ${role.name} SUPERUSER`,
      "LOAD '/tmp/evil.so'",
      'DROP SCHEMA pg_catalog CASCADE',
      'DELETE FROM pg_catalog.pg_class',
      "SELECT pg_create_physical_replication_slot('s')",
      'SELECT pg_reload_conf()',
    ];
    try {
      await link.use(async (exclusive) => {
        await exclusive.open([], signal);
        // Hidden in a string, so that neither the recogniser nor the stand-ins see it.
        const statements = attempts.map((sql, group) => ({ sql: `DO $x$ BEGIN EXECUTE $y$${sql}$y$; END $x$`, group }));
        const { failures } = await exclusive.ask('run', { statements, mode: 'each' }, { signal, limit: 20_000 });
        const got = new Set(failures.map(({ index }) => index));
        expect(attempts.filter((_, index) => !got.has(index))).toEqual([]);
      }, signal);
    } finally {
      await link.close();
    }
  });
});

describe('a server that is not fit to be a shadow', () => {
  const [major = 16] = matrixMajors();
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer(major);
  });

  async function refusal(url: string, others: readonly string[] = []): Promise<string> {
    const { shadow } = shadowAt(url, others);
    try {
      const failed = await shadow.build(script(), async () => null, UNWATCHED).catch((error: unknown) => error);
      expect(failed).toMatchObject({ name: 'Failure', data: { code: 'shadow-failed' } });
      return (failed as Error).message;
    } finally {
      await shadow.close();
    }
  }

  it.each([
    ['SUPERUSER', 'is a superuser'],
    ['CREATEROLE', 'has no CREATEDB'],
    ['CREATEDB REPLICATION', 'has REPLICATION'],
    ['CREATEDB IN ROLE pg_execute_server_program', 'is a member of pg_execute_server_program'],
    ['CREATEDB IN ROLE pg_read_server_files, pg_write_server_files', 'pg_read_server_files, pg_write_server_files'],
    ['CREATEDB IN ROLE postgres', 'is a member of postgres'],
  ])('is refused with a role that is %s', async (attributes, says) => {
    const role = await createShadowRole(server, attributes);
    expect(await refusal(role.url)).toContain(says);
    await role.drop();
  });

  it('is refused where an environment is at the same host and port, whatever they are called', async () => {
    const role = await createShadowRole(server);
    expect(await refusal(role.url, [`postgres://x@localhost:${server.port}/other`])).toContain('"production"');
    await role.drop();
  });

  it('is refused where an environment is the same server by another way', async () => {
    const role = await createShadowRole(server);
    const tunnel = await tunnelTo(server.port);
    const address = tunnel.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const message = await refusal(role.url, [server.url.replace(String(server.port), String(port))]);
    expect(message).toContain('system identifier');
    tunnel.close();
    await role.drop();
  });

  it('serves where roles may not be made: what needs them is told', async () => {
    const role = await createShadowRole(server, 'CREATEDB');
    const { shadow } = shadowAt(role.url);
    const { failures, stubRoles } = await shadow.build(
      script(
        'CREATE TABLE t (id int)',
        'ALTER TABLE t OWNER TO postgres',
        'CREATE ROLE app',
        'GRANT SELECT ON t TO app',
      ),
      async (_, built) => built,
      UNWATCHED,
    );
    expect(stubRoles).toEqual([]);
    expect(failures.map(({ index }) => index)).toEqual([2, 3]);
    expect(failures[0]?.message).toContain('no CREATEROLE');
    await shadow.close();
    expect(await ours(server)).toEqual([]);
    await role.drop();
  });

  it('is rid of what a crash left behind more than a day ago, and of nothing else', async () => {
    const role = await createShadowRole(server);
    const old = new Date(Date.now() - 25 * 60 * 60 * 1000).toISOString();
    const young = new Date().toISOString();
    const at = (when: string) => `Throw-away, made by Raingauge at ${when}`;
    const [left, orphan, fresh, foreign] = ['a', 'b', 'c', 'd'].map((digit) => `raingauge_shadow_${digit.repeat(12)}`);
    for (const name of [left, orphan, fresh]) await server.execute(`CREATE ROLE ${name}`);
    await server.execute(`CREATE ROLE ${left}_r0`);
    for (const name of [left, fresh, foreign]) await server.execute(`CREATE DATABASE ${name}`);
    await server.execute(`COMMENT ON DATABASE ${left} IS '${at(old)}'; COMMENT ON ROLE ${orphan} IS '${at(old)}';
      COMMENT ON DATABASE ${fresh} IS '${at(young)}'; ALTER DATABASE ${left} OWNER TO ${role.name}`);
    // Since PostgreSQL 16 who may make roles may drop those that are granted with ADMIN OPTION.
    await server.execute(`GRANT ${left}, ${left}_r0, ${orphan} TO ${role.name} WITH ADMIN OPTION`);
    const { shadow, said } = shadowAt(role.url);
    await shadow.build(script(), async () => null, UNWATCHED);
    await shadow.close();
    expect(await ours(server)).toEqual([fresh, foreign]);
    expect(said.sort()).toEqual([
      expect.stringContaining(`Dropped ${left}`),
      expect.stringContaining(`Dropped ${orphan}`),
    ]);
    await server.execute(`DROP DATABASE ${fresh}`);
    await server.execute(`DROP DATABASE ${foreign}`);
    await server.execute(`DROP ROLE ${fresh}`);
    await role.drop();
  });
});

function tunnelTo(port: number): Promise<Server> {
  const server = createServer((socket) => {
    const onward = connect(port, '127.0.0.1');
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => end.destroy());
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
