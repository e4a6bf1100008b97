import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Problem } from '#app/catalog';
import { packageFolder } from '#main/platform/entry.ts';
import { runCli } from '#test/support/cli.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';

/**
 * What people will really feed it, through the built command line. For each: exit code 2, what failed and where, what to
 * do about it, and whatever else could be read is still there.
 */
const CONFIG = `export default { dialect: 'postgresql', schema: './schema/*.ts', out: './drizzle' };\n`;
const GUESTS = `import { pgTable, integer, text } from 'drizzle-orm/pg-core';
export const guests = pgTable('guests', { id: integer('id').primaryKey(), name: text('name').notNull() });
`;

let folder: string;
let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-bad-input-'));
  server = await startServer(16);
  database = await server.createDatabase();
  await server.execute(
    `CREATE TABLE guests (id integer PRIMARY KEY, name text NOT NULL);
     CREATE ROLE reads_nothing LOGIN PASSWORD 'nothing'; REVOKE ALL ON SCHEMA public FROM public;`,
    database.name,
  );
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

let projects = 0;
function project(files: Readonly<Record<string, string>>): string {
  projects += 1;
  const root = join(folder, `project-${projects}`);
  for (const [path, text] of Object.entries({ 'drizzle.config.ts': CONFIG, 'schema/guests.ts': GUESTS, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(
    join(packageFolder, 'node_modules', 'drizzle-orm'),
    join(root, 'node_modules', 'drizzle-orm'),
    'junction',
  );
  return root;
}

const environment = () => ({ RAINGAUGE_HOME: join(folder, 'home') });

async function drift(root: string, url = database.url) {
  const args = ['drift', 'code', 'live', '--project', root, '--url', url, '--format', 'json'];
  const { code, stdout, stderr } = await runCli(args, { environment: environment() });
  const result = stdout === '' ? null : JSON.parse(stdout);
  // What a fresh database grants differs from the code, which has no words for it, and never counts.
  const counting = result?.differences.filter((difference: { counts: boolean }) => difference.counts);
  return { code, stderr, result, counting };
}

describe('a project that is in order', () => {
  it('has no difference: what follows fails for its own reasons only', async () => {
    const { code, result, counting } = await drift(project({}));
    expect({ code, unread: result?.unread, counting }).toEqual({ code: 0, unread: [], counting: [] });
  });
});

describe('schema files', () => {
  it.each([
    ['does not parse', `export const broken = pgTable('x', {\n  id:: 1 });\n`, /schema\/broken\.ts:2/],
    [
      'throws',
      `const settings = {} as { a?: { b: string } };\n\nexport const x = settings.a!.b;\n`,
      /schema\/broken\.ts:3/,
    ],
    ['imports a file that is not there', `import { y } from './missing';\nexport const x = y;\n`, /schema\/broken\.ts/],
    [
      'is one of a cycle that cannot be entered',
      `import { second } from './other';\nexport const first = second + 1;\n`,
      /schema\/(broken|other)\.ts/,
    ],
  ])('one that %s is named with its place, and the others count', async (name, text, place) => {
    const other = name.includes('cycle')
      ? { 'schema/other.ts': `import { first } from './broken';\nexport const second = first + 1;\n` }
      : {};
    const { code, result, counting, stderr } = await drift(project({ 'schema/broken.ts': text, ...other }));
    expect(code, stderr).toBe(2);
    expect(result.complete).toBe(false);
    expect(counting).toEqual([]);
    const said = result.unread.map(
      (problem: { message: string; origin?: { file?: string; line?: number } | null }) =>
        `${problem.message} ${problem.origin?.file}:${problem.origin?.line}`,
    );
    expect(said.join('\n')).toMatch(place);
    for (const problem of result.unread) expect(problem.remedy).toMatch(/\w/);
  });

  it('one that never ends is stopped and named, and the others count', async () => {
    const { code, result, counting } = await drift(
      project({
        'schema/endless.ts': 'for (;;) {}\nexport const x = 1;\n',
        'raingauge.config.json': JSON.stringify({ limits: { codeSeconds: 4 } }),
      }),
    );
    expect(code).toBe(2);
    expect(JSON.stringify(result.unread)).toContain('schema/endless.ts');
    expect(counting).toEqual([]);
  });
});

describe('configs', () => {
  it('one that throws is named with its line, and the schema is still found', async () => {
    const root = project({
      'drizzle.config.ts': `const url = process.env.NOT_SET_ANYWHERE;\nif (!url) throw new Error('NOT_SET_ANYWHERE is required');\nexport default { dialect: 'postgresql', schema: './schema/*.ts', dbCredentials: { url } };\n`,
    });
    const { code, result, counting, stderr } = await drift(root);
    const all = `${stderr}\n${JSON.stringify(result)}`;
    expect(all).toContain('drizzle.config.ts');
    expect(all).toContain('NOT_SET_ANYWHERE');
    expect(counting).toEqual([]);
    expect([0, 2]).toContain(code);
  });

  it('one for MySQL is refused with its dialect', async () => {
    const { code, stderr } = await drift(
      project({ 'drizzle.config.ts': `export default { dialect: 'mysql', schema: './schema/*.ts' };\n` }),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/mysql/i);
  });

  it('a folder without a Drizzle project says what was looked for', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    const { code, stderr } = await drift(empty);
    expect(code).toBe(2);
    expect(stderr).toMatch(/drizzle\.config/);
  });
});

describe('databases', () => {
  const refused = async (url: string, expected: RegExp) => {
    const { code, result, stderr } = await drift(project({}), url);
    const said = `${stderr}\n${JSON.stringify(result?.unread ?? [])}`;
    expect(code, said).toBe(2);
    expect(said).toMatch(expected);
    expect(said).not.toContain('hunter2');
    return said;
  };

  it('a server that is not there', () =>
    refused('postgres://ann:hunter2@127.0.0.1:1/app', /Nothing listens on 127\.0\.0\.1:1/));

  it('a wrong password', () =>
    refused(database.url.replace(/\/\/[^@]*@/, '//reads_nothing:hunter2@'), /password|authentication/i));

  it('a server that is not PostgreSQL', async () => {
    const http = await listen((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await refused(`postgres://ann:hunter2@127.0.0.1:${http.port}/app`, /is no PostgreSQL server/);
    await http.close();
  });

  it('a connection that is lost half-way', async () => {
    const proxy = await cutAfter(8_000);
    const url = new URL(database.url);
    url.port = String(proxy.port);
    await refused(url.href, /lost|closed|ended/i);
    await proxy.close();
  });

  describe('within a statement, which waits for a table that a migration holds', () => {
    let own: TestDatabase;
    let migration: pg.Client;
    beforeAll(async () => {
      own = await server.createDatabase();
      await server.execute('CREATE TABLE guests (id integer PRIMARY KEY CHECK (id > 0))', own.name);
      migration = new pg.Client({ connectionString: own.url });
      await migration.connect();
      await migration.query('BEGIN; LOCK TABLE guests IN ACCESS EXCLUSIVE MODE');
    });
    afterAll(async () => {
      await migration.end();
      await own.drop();
    });

    it('statement_timeout is hit: one error, and the code is shown all the same', async () => {
      // The real server is held to less than it is asked for.
      const proxy = await between((text) =>
        text.replace(/(statement_timeout to )(\d+)/g, (_, act, digits) => act + '900'.padStart(digits.length)),
      );
      const url = new URL(own.url);
      url.port = String(proxy.port);
      const said = await expectCodeIsShown(url.href, 'timed-out');
      expect(said).toMatch(/took longer than allowed: canceling statement due to statement timeout/);
      await proxy.close();
    });

    it('the server ends the session: one error, and the code is shown all the same', async () => {
      const ending = endWaiting(own.name);
      const said = await expectCodeIsShown(own.url, 'connection-lost');
      expect(await ending).toBe(true);
      expect(said).toMatch(/was lost while reading/);
    });
  });

  /** Ends the reader's session once it waits for a lock. */
  async function endWaiting(name: string): Promise<boolean> {
    const end = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
WHERE datname = '${name}' AND application_name = 'raingauge' AND wait_event_type = 'Lock'`;
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    try {
      return await vi.waitUntil(async () => (await admin.query(end)).rows.length > 0, {
        timeout: 60_000,
        interval: 20,
      });
    } finally {
      await admin.end();
    }
  }

  /** An audit reads all sources: what is said of the code stands beside the one error of the database. */
  async function expectCodeIsShown(url: string, code: string): Promise<string> {
    const args = ['audit', 'code', 'live', '--project', project({}), '--url', url, '--format', 'json'];
    const { code: exit, stdout, stderr } = await runCli(args, { environment: environment() });
    const result = JSON.parse(stdout) as { unread: readonly Problem[]; findings: readonly unknown[] };
    expect({ exit, unread: result.unread.map((problem) => problem.code) }, stderr).toEqual({ exit: 2, unread: [code] });
    expect(result.findings.length).toBeGreaterThan(0);
    return result.unread[0]?.message ?? '';
  }

  it('a role that may read nothing still sees what the catalogs show', async () => {
    const url = database.url.replace(/\/\/[^@]*@/, '//reads_nothing:nothing@');
    const { code, counting } = await drift(project({}), url);
    expect({ code, counting }).toEqual({ code: 0, counting: [] });
  });

  /** A proxy to the real server; `asked` may change what is sent to it, text for text of the same length. */
  function between(asked: (text: string) => string) {
    return listen((socket) => {
      const upstream = connect(server.port, server.host);
      socket.on('data', (chunk: Buffer) => upstream.write(Buffer.from(asked(chunk.toString('latin1')), 'latin1')));
      upstream.pipe(socket);
      for (const end of [socket, upstream]) {
        end.on('error', () => {});
        end.on('close', () => (end === socket ? upstream : socket).destroy());
      }
    });
  }

  /** A proxy to the real server that closes the connection after so many bytes of its answers. */
  function cutAfter(bytes: number) {
    return listen((socket) => {
      const upstream = connect(server.port, server.host);
      let left = bytes;
      socket.pipe(upstream);
      upstream.on('data', (chunk: Buffer) => {
        left -= chunk.length;
        if (left > 0) socket.write(chunk);
        else socket.destroy();
      });
      for (const end of [socket, upstream]) {
        end.on('error', () => {});
        end.on('close', () => (end === socket ? upstream : socket).destroy());
      }
    });
  }
});

async function listen(
  serve: (socket: import('node:net').Socket) => void,
): Promise<{ port: number; close(): Promise<void> }> {
  const listener: Server = createServer(serve);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  if (typeof address !== 'object' || !address) throw new Error('the listener has no address');
  return { port: address.port, close: () => new Promise((resolve) => listener.close(() => resolve())) };
}
