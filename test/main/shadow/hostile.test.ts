import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '#main/platform/entry.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createLink, type Link } from '#main/shadow/link.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readLive } from '#main/sources/live/read-live.ts';
import { readSqlFile } from '#main/sources/sql-file/read-sql-file.ts';
import { sliceFor } from '#test/support/slices.ts';

let folder: string;
let shadow: Shadow;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-hostile-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  readonly tables: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

const SOURCE = { kind: 'sql', label: 'hostile.sql' } as const;

/** A script with something fine before and after each of the given statements. */
async function build(statements: readonly string[], statementLimit = 120_000): Promise<Outcome> {
  const all = ['CREATE TABLE public.before (id int)', ...statements, 'CREATE TABLE public.after (id int)'];
  return shadow.build(
    { statements: all.map((sql) => ({ sql })), mode: 'each', statementLimit },
    async (session, built) => {
      const { catalog, report } = await readLive(session, { source: SOURCE, work: UNWATCHED });
      expect(report).toEqual([]);
      return {
        tables: catalog.objects.table.map(({ name }) => name),
        failed: built.failures.map(({ message }) => message),
        skipped: built.skipped.map(({ why, message }) => `${why}: ${message}`),
      };
    },
    UNWATCHED,
  );
}

/** What is recognised, and what is said of it. */
const REFUSED: readonly (readonly [sql: string, says: string])[] = [
  ["COPY public.before TO PROGRAM 'cat > /tmp/x'", 'starts a program'],
  ["COPY public.before FROM PROGRAM 'cat /etc/passwd'", 'starts a program'],
  ["COPY public.before TO '/tmp/x'", 'writes a file'],
  ["COPY public.before FROM '/etc/passwd'", 'reads a file'],
  ['COPY public.before FROM stdin', 'takes rows'],
  ["SELECT pg_read_file('/etc/passwd')", 'pg_read_file, which reads files'],
  ["SELECT * FROM pg_ls_dir('/')", 'pg_ls_dir'],
  ["INSERT INTO public.before SELECT length(pg_catalog.pg_read_file('/etc/passwd'))", 'pg_read_file'],
  ["SELECT lo_import('/etc/passwd')", 'lo_import'],
  ["SELECT lo_export(1, '/tmp/x')", 'lo_export, which writes files'],
  ["CREATE TABLE stolen AS SELECT pg_read_binary_file('/etc/passwd')", 'pg_read_binary_file'],
  ["SELECT * FROM dblink('host=example.org', 'SELECT 1') AS t(a int)", 'another server'],
  ["CREATE SUBSCRIPTION s CONNECTION 'host=example.org' PUBLICATION p", 'connects to another server'],
  ['CREATE EXTENSION file_fdw', 'file_fdw, which reads files'],
  ['CREATE EXTENSION IF NOT EXISTS postgres_fdw', 'other servers'],
  ['CREATE EXTENSION plpython3u', 'runs programs'],
  ["LOAD '/tmp/evil.so'", 'loads a library'],
  ["ALTER SYSTEM SET archive_command = 'curl example.org'", 'settings of the whole server'],
  ["CREATE TABLESPACE t LOCATION '/tmp'", 'tablespace'],
  ['CREATE DATABASE other', 'another database'],
  ['DROP DATABASE postgres', 'drops a database'],
  ['DISCARD ALL', 'throw away'],
  ["PREPARE TRANSACTION 'x'", 'outlives'],
  ['SELECT pg_terminate_backend(pid) FROM pg_stat_activity', 'ends the work of others'],
  ["DO $$ BEGIN EXECUTE 'COPY public.before TO PROGRAM ''true'''; END $$", 'block that starts a program'],
  ["DO $$ BEGIN PERFORM pg_read_file('/etc/passwd'); END $$", 'block that reads files'],
  ["EXPLAIN ANALYZE SELECT pg_read_file('/etc/passwd')", 'pg_read_file'],
];

describe('a statement that reaches out', () => {
  // One script of them all: what is not run cannot meet the others.
  let together: Promise<Outcome> | undefined;

  it.each(REFUSED)('is not run: %s', async (sql, says) => {
    together ??= build(REFUSED.map(([refused]) => refused));
    const { tables, failed, skipped } = await together;
    expect({ tables, failed }).toEqual({ tables: ['after', 'before'], failed: [] });
    expect(skipped).toHaveLength(REFUSED.length);
    const said = skipped[REFUSED.findIndex(([refused]) => refused === sql)];
    expect(said).toMatch(/^refused: /);
    expect(said).toContain(says);
  });

  it.each([
    ["CREATE VIEW v AS SELECT pg_read_file('/etc/passwd') AS text"],
    ["CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file('/etc/passwd') $$"],
    ["COMMENT ON TABLE public.before IS 'COPY x TO PROGRAM'"],
    ["INSERT INTO public.before SELECT 1 WHERE 'load' = 'copy to program'"],
    ['CREATE TABLE copy_program (load text)'],
  ])('is told from one that only speaks of it: %s', async (sql) => {
    expect(await build([sql])).toMatchObject({ failed: [], skipped: [] });
  });
});

describe('a statement that does not end, or ends the server', () => {
  const LIMIT = 2500;

  it.each(
    sliceFor<readonly [string, string]>(
      null,
      [
        ['loops', 'DO $$ BEGIN LOOP END LOOP; END $$'],
        [
          'loops in a function',
          "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN LOOP END LOOP; END'; SELECT f()",
        ],
        ['counts to a billion', 'SELECT count(*) FROM generate_series(1, 1000000000000) a, generate_series(1, 1000) b'],
        ['lifts its own limit first', "SET statement_timeout = 0; DO 'BEGIN LOOP END LOOP; END'"],
        ['sleeps', 'SELECT pg_sleep(3600)'],
      ],
      3,
    ),
  )('costs nothing but itself: %s', async (_, sql) => {
    const { tables, failed, skipped } = await build([sql], LIMIT);
    expect({ tables, failed }).toEqual({ tables: ['after', 'before'], failed: [] });
    expect(skipped).toEqual(['timed-out: did not end within 3 s']);
  });

  it.each(
    sliceFor<readonly [string, string]>(
      null,
      [
        ['a text of a gigabyte', "SELECT repeat('x', 1000000000)"],
        ['many texts put together', "SELECT string_agg(repeat('x', 1000000), '') FROM generate_series(1, 1000)"],
        [
          'an array that grows',
          "DO $$ DECLARE a text[]; BEGIN LOOP a := a || repeat('x', 100000000); END LOOP; END $$",
        ],
      ],
      3,
    ),
  )('fails where it wants too much memory: %s', async (_, sql) => {
    expect(await build([sql])).toEqual({ tables: ['after', 'before'], failed: ['out of memory'], skipped: [] });
  });

  it('ends alone where what it gives back piles up without end', async () => {
    const { tables, skipped, failed } = await build(['SELECT * FROM generate_series(1, 1000000000000)'], LIMIT);
    expect(tables).toEqual(['after', 'before']);
    expect([...skipped, ...failed]).toEqual([expect.stringMatching(/crashed|timed-out|out of memory/)]);
  });

  it.each(
    sliceFor<readonly [string, readonly string[]]>(
      null,
      [
        [
          'recurses',
          ["CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN f(i + 1); END'", 'SELECT f(1)'],
        ],
        [
          'starts a program where nobody can see it',
          [
            "CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CO' || 'PY public.before TO PROG' || 'RAM ''true'''; END $$",
            'SELECT g()',
          ],
        ],
      ],
      2,
    ),
  )('is left out after it broke the database: %s', async (_, statements) => {
    const { tables, failed, skipped } = await build(statements);
    expect({ tables, failed }).toEqual({ tables: ['after', 'before'], failed: [] });
    expect(skipped).toEqual([expect.stringMatching(/^crashed: ended the server/)]);
  });

  it('is given up after four of its kind', async () => {
    const endless = Array.from({ length: 5 }, (_, i) => `DO $$ BEGIN LOOP PERFORM ${i}; END LOOP; END $$`);
    await expect(build(endless, 1000)).rejects.toMatchObject({ name: 'StatementTimeout' });
  });

  it('is reported with its file and line, and the rest is read', async () => {
    const file = join(folder, 'hangs.sql');
    writeFileSync(
      file,
      ['CREATE TABLE a (id int);', '', "SELECT pg_read_file('/etc/passwd');", 'CREATE TABLE b (id int);'].join('\n'),
    );
    const reading = await readSqlFile(file, { shadow, source: SOURCE, work: UNWATCHED });
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(reading.report).toMatchObject([
      {
        code: 'statement-refused',
        effect: 'unread',
        message: expect.stringContaining('hangs.sql:3: the statement calls pg_read_file'),
        origin: { file: 'hangs.sql', line: 3 },
      },
    ]);
  });
});

describe('a script that is out to deceive the reader', () => {
  it.each(
    sliceFor<readonly [string, readonly string[]]>(
      null,
      [
        [
          'leaves a transaction, a role and a path behind',
          [
            'CREATE ROLE r',
            'SET search_path = nowhere',
            'BEGIN',
            'COMMIT',
            'BEGIN',
            'ROLLBACK',
            'SET search_path = public',
          ],
        ],
        [
          'has tables that hide catalogs',
          [
            'CREATE TEMP TABLE pg_class (LIKE pg_catalog.pg_class)',
            'CREATE TEMP TABLE pg_namespace (LIKE pg_catalog.pg_namespace)',
            'CREATE TEMP TABLE pg_attribute (LIKE pg_catalog.pg_attribute)',
            'SET search_path = pg_temp, public',
          ],
        ],
        [
          'has functions and operators that hide the system’s',
          [
            "CREATE FUNCTION public.format_type(oid, int) RETURNS text LANGUAGE sql AS $$ SELECT 'lie' $$",
            "CREATE FUNCTION public.pg_get_expr(pg_node_tree, oid) RETURNS text LANGUAGE sql AS $$ SELECT 'lie' $$",
            'CREATE FUNCTION public.lie(name, name) RETURNS bool LANGUAGE sql AS $$ SELECT false $$',
            'CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = name, FUNCTION = public.lie)',
            'SET search_path = public, pg_catalog',
          ],
        ],
        ['drops the marks', ['DROP TABLE pg_temp.raingauge_statement']],
        [
          'waits for its own advisory locks',
          ['SELECT pg_advisory_lock(1)', 'SELECT pg_advisory_lock(1)', 'LISTEN x', "NOTIFY x, 'y'"],
        ],
        [
          'kills its own session’s settings',
          [
            'RESET ALL',
            'SET statement_timeout = 0',
            'RESET SESSION AUTHORIZATION',
            'SET default_transaction_read_only = off',
          ],
        ],
      ],
      2,
    ),
  )('deceives nobody: it %s', async (_, statements) => {
    expect(await build(statements)).toMatchObject({ tables: ['after', 'before'], failed: [], skipped: [] });
  });

  it('is read where an event trigger refuses every change', async () => {
    const { tables, failed } = await build([
      "CREATE FUNCTION no() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
      'CREATE EVENT TRIGGER no ON ddl_command_start EXECUTE FUNCTION no()',
      'CREATE EVENT TRIGGER no_drop ON sql_drop EXECUTE FUNCTION no()',
    ]);
    // The second trigger is an object of the whole database: for that, no event triggers fire.
    expect({ tables, failed }).toEqual({ tables: ['before'], failed: ['no'] });
  });

  it('cannot take the system catalogs away', async () => {
    const { tables, failed } = await build(['DROP SCHEMA pg_catalog CASCADE', 'DROP TABLE pg_catalog.pg_class']);
    expect(tables).toEqual(['after', 'before']);
    expect(failed).toHaveLength(2);
  });

  it('gives its statements places after it became another role', async () => {
    const file = join(folder, 'roles.sql');
    writeFileSync(
      file,
      'CREATE ROLE r;\nGRANT CREATE ON SCHEMA public TO r;\nSET ROLE r;\nDO $$ BEGIN CREATE TABLE t (id int); END $$;',
    );
    const { catalog } = await readSqlFile(file, { shadow, source: SOURCE, work: UNWATCHED });
    expect(catalog.objects.table[0]?.origins).toMatchObject([{ file: 'roles.sql', line: 4 }]);
  });
});

describe('the shadow’s process', () => {
  let server: Server;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => void server.close());

  let isIntact = false;

  /** Past the recogniser: straight to a database of their own. A process that an attempt cost is started again. */
  async function runUnchecked(link: Link, sql: string, extensions: readonly string[]): Promise<string> {
    const { signal } = UNWATCHED;
    try {
      return await link.use(async (exclusive) => {
        exclusive.clean = isIntact;
        isIntact = false;
        await exclusive.open(extensions, signal);
        const statements = [
          { sql: 'DROP TABLE IF EXISTS public.t; CREATE TABLE public.t (line text)', group: 0 },
          { sql, group: 0 },
        ];
        const result = await exclusive.ask('run', { statements, mode: 'each' }, { signal, limit: 4000 });
        const rows = await exclusive.ask('query', { statements: ['SELECT * FROM public.t'] }, { signal, limit: 4000 });
        isIntact = true;
        return JSON.stringify([result, rows]);
      }, signal);
    } catch (error) {
      return String(error);
    }
  }

  it('can neither see a file of this machine, nor write one, nor start a program, nor open a connection', async () => {
    const secret = join(folder, 'secret.txt');
    const made = join(folder, 'made');
    writeFileSync(secret, 'the-secret-of-this-machine');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const conninfo = `host=127.0.0.1 port=${port} user=x dbname=x`;
    const attempts = [
      `COPY public.t FROM '${secret}'`,
      `INSERT INTO public.t SELECT pg_read_file('${secret}')`,
      `INSERT INTO public.t SELECT pg_ls_dir('${folder}')`,
      `SELECT lo_import('${secret}', 4711); INSERT INTO public.t SELECT encode(lo_get(4711), 'escape')`,
      `COPY public.t TO '${made}'`,
      `SELECT lo_export(lo_from_bytea(0, 'x'), '${made}')`,
      `COPY public.t TO PROGRAM 'touch ${made}'`,
      `COPY public.t FROM PROGRAM 'cat ${secret}'`,
      `ALTER SYSTEM SET archive_mode = on; ALTER SYSTEM SET archive_command = 'touch ${made}'; SELECT pg_reload_conf(); SELECT pg_switch_wal()`,
      `ALTER SYSTEM SET restore_command = 'touch ${made}'; SELECT pg_reload_conf(); CHECKPOINT`,
      `CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN TABLE f (line text) SERVER s OPTIONS (filename '${secret}'); INSERT INTO public.t SELECT line FROM f`,
      `CREATE SUBSCRIPTION s CONNECTION '${conninfo}' PUBLICATION p`,
      `ALTER SYSTEM SET primary_conninfo = '${conninfo}'; SELECT pg_reload_conf()`,
      `CREATE TABLESPACE x LOCATION '${folder}'`,
      `LOAD '${secret}'`,
    ];
    const link = createLink({ spawn: forkChild, cacheFolder: folder });
    try {
      for (const sql of attempts) {
        const outcome = await runUnchecked(link, sql, ['file_fdw']);
        expect(outcome, sql).not.toContain('the-secret-of-this-machine');
        expect(outcome, sql).not.toContain('secret.txt","');
        expect(existsSync(made), sql).toBe(false);
      }
    } finally {
      await link.close();
    }
    expect(connections).toBe(0);
  });

  it('has no network and no programs even for JavaScript', async () => {
    const confine = pathToFileURL(join(packageFolder, 'main/shadow/confine.ts')).href;
    const script = `
      import net from 'node:net'; import http from 'node:http'; import { spawnSync, execFile } from 'node:child_process';
      await import(${JSON.stringify(confine)});
      const said = [];
      const tries = [() => net.connect(1, '127.0.0.1'), () => http.get('http://127.0.0.1:1'), () => spawnSync('true'),
        () => execFile('true'), () => net.createServer().listen(0), () => require('node:child_process').execSync('true')];
      const { createRequire } = await import('node:module'); const require = createRequire(import.meta.url);
      for (const run of tries) { try { run(); said.push('ran'); } catch (error) { said.push(error.message); } }
      console.log(JSON.stringify([new Set(said).size, said[0], typeof fetch, typeof WebSocket]));`;
    const loader = pathToFileURL(join(packageFolder, 'node_modules/tsx/dist/loader.mjs')).href;
    const args = ['--import', loader, '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: packageFolder });
    const refusal = 'The shadow has no network and starts no programs';
    expect(JSON.parse(stdout)).toEqual([1, refusal, 'undefined', 'undefined']);
  });
});
