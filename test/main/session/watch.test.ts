import { rmSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WatchEvent } from '#app/api';
import type { Reading } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createSession, type Session, type SessionOptions } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { startServer, type TestServer } from '#test/support/postgres/servers.ts';

const CONFIG = `export default { dialect: 'postgresql', schema: './src/**/*.table.ts', out: './drizzle' };\n`;
const table = (name: string, from = './columns') =>
  `import { pgTable } from 'drizzle-orm/pg-core';\nimport { key } from '${from}';\nexport const ${name} = pgTable('${name}', { id: key() });\n`;
const COLUMNS = `import { integer } from 'drizzle-orm/pg-core';\nexport const key = () => integer('id').primaryKey();\n`;
const FILES = { 'drizzle.config.ts': CONFIG, 'src/rooms.table.ts': table('rooms'), 'src/columns.ts': COLUMNS };
const MIGRATIONS = {
  'drizzle/meta/_journal.json': JSON.stringify({ version: '7', dialect: 'postgresql', entries: [] }),
};

let home = '';
const open: Session[] = [];
const watches: AbortController[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-watch-'));
});

afterEach(async () => {
  for (const watch of watches.splice(0)) watch.abort();
  await Promise.all(open.splice(0).map((session) => session.close()));
});

afterAll(() => rm(home, { recursive: true }));

function startSession(options: Partial<SessionOptions> = {}): Session {
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  const session = createSession({ spawn: forkChild, folders, host: 'web', initialProject: null, ...options });
  open.push(session);
  return session;
}

/** Follows a project; `next` waits for the next event of a kind, whatever comes before it is passed over. */
function follow(session: Session, root: string, sources: readonly string[]) {
  const control = new AbortController();
  watches.push(control);
  const events = session.watch({ root, sources }, control.signal);
  return {
    stop: () => control.abort(),
    ended: () => events.next().then(({ done }) => done),
    async next<K extends WatchEvent['kind']>(kind: K): Promise<Extract<WatchEvent, { kind: K }>> {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error(`The watch ended before ${kind}.`);
        if (value.kind === kind) return value as Extract<WatchEvent, { kind: K }>;
      }
    },
  };
}

const tablesOf = ({ catalog }: Reading) => catalog.objects.table.map(({ name }) => name).sort();

/** What a view does: reads anew what is not kept. */
const read = (session: Session, root: string, source: string) =>
  session.read({ root, source, fresh: false }, UNWATCHED);

async function write(root: string, name: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text);
}

/** As editors save: under another name first. */
async function replace(root: string, name: string, text: string): Promise<void> {
  await writeFile(join(root, `${name}~`), text);
  await rename(join(root, `${name}~`), join(root, name));
}

/** Reads the code, then watches it. */
async function watchCode(root: string) {
  const session = startSession();
  await read(session, root, 'code');
  const watch = follow(session, root, ['code']);
  await watch.next('watching');
  return { session, watch };
}

describe('watching the code', () => {
  it('tells of a schema file that was edited, and the next reading has the edit', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'src/rooms.table.ts', table('halls'));
      expect(await watch.next('changed')).toMatchObject({ source: 'code', files: ['src/rooms.table.ts'] });
      expect(tablesOf(await read(session, root, 'code'))).toEqual(['halls']);
    });
  });

  it('follows a file through saves that replace it, again and again', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      for (const name of ['one', 'two', 'three']) {
        await replace(root, 'src/rooms.table.ts', table(name));
        expect((await watch.next('changed')).files).toContain('src/rooms.table.ts');
        expect(tablesOf(await read(session, root, 'code'))).toEqual([name]);
      }
    });
  });

  it('tells of a file that no pattern names and a schema file imports', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'src/columns.ts', COLUMNS.replace("'id'", "'key'"));
      expect((await watch.next('changed')).files).toEqual(['src/columns.ts']);
      const { catalog } = await read(session, root, 'code');
      expect(catalog.objects.column.map(({ name }) => name)).toEqual(['key']);
    });
  });

  it('sees new schema files, in new folders too, renamed ones and those that are gone', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'src/far/below/beds.table.ts', table('beds', '../../columns'));
      await watch.next('changed');
      await expect.poll(async () => tablesOf(await read(session, root, 'code'))).toEqual(['beds', 'rooms']);
      await rename(join(root, 'src/rooms.table.ts'), join(root, 'src/halls.table.ts'));
      await watch.next('changed');
      const renamed = await read(session, root, 'code');
      expect(renamed.catalog.objects.table.flatMap(({ origins }) => origins.map(({ file }) => file))).toContain(
        'src/halls.table.ts',
      );
      await rm(join(root, 'src/far'), { recursive: true });
      await watch.next('changed');
      await expect.poll(async () => tablesOf(await read(session, root, 'code'))).toEqual(['rooms']);
    });
  });

  it('follows a folder that is removed and made again, as a change of branches does', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      rmSync(join(root, 'src'), { recursive: true });
      await watch.next('changed');
      await write(root, 'src/columns.ts', COLUMNS);
      await write(root, 'src/rooms.table.ts', table('halls'));
      await watch.next('changed');
      await expect.poll(async () => tablesOf(await read(session, root, 'code'))).toEqual(['halls']);
      await write(root, 'src/rooms.table.ts', table('rooms'));
      await watch.next('changed');
      await expect.poll(async () => tablesOf(await read(session, root, 'code'))).toEqual(['rooms']);
    });
  });

  it('goes on over a file that is half written, and tells when it is whole', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'src/rooms.table.ts', table('halls').slice(0, -6));
      await watch.next('changed');
      const half = await read(session, root, 'code');
      expect(half.report).toContainEqual(expect.objectContaining({ code: 'schema-file-syntax', effect: 'unread' }));
      await write(root, 'src/rooms.table.ts', table('halls'));
      await watch.next('changed');
      expect(tablesOf(await read(session, root, 'code'))).toEqual(['halls']);
    });
  });

  it('tells when a file appears that an import wanted', async () => {
    const files = { ...FILES, 'src/rooms.table.ts': table('rooms', './made/later') };
    await withProjectFolder(files, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'src/made/later.ts', COLUMNS);
      await watch.next('changed');
      await expect.poll(async () => (await read(session, root, 'code')).catalog.objects.column.length).toBe(1);
    });
  });

  it('says nothing of a file that is written again as it was', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { watch } = await watchCode(root);
      await replace(root, 'src/columns.ts', COLUMNS);
      await write(root, 'src/notes.md', '# nothing');
      await write(root, 'src/rooms.table.ts', table('halls'));
      expect((await watch.next('changed')).files).toEqual(['src/rooms.table.ts']);
    });
  });

  it('sees what was edited while the code was being read', async () => {
    await withProjectFolder(FILES, async (root) => {
      const session = startSession();
      const watch = follow(session, root, ['code']);
      await watch.next('watching');
      const work = {
        signal: new AbortController().signal,
        // The files are bundled by then.
        report: ({ done }: { done: number }) =>
          done === 1 ? void appendFile(join(root, 'src/columns.ts'), '\nexport const more = 1;\n') : undefined,
      };
      await session.read({ root, source: 'code', fresh: false }, work);
      expect((await watch.next('changed')).files).toContain('src/columns.ts');
    });
  });

  it('ends with its signal, and an iterator that is left ends it', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { watch } = await watchCode(root);
      const ended = watch.ended();
      watch.stop();
      expect(await ended).toBe(true);
    });
  });
});

describe('watching the other sources', () => {
  it('tells of migrations that are edited, new ones included', async () => {
    await withProjectFolder({ ...FILES, ...MIGRATIONS, 'drizzle/0000_a.sql': 'select 1;' }, async (root) => {
      const watch = follow(startSession(), root, ['migrations']);
      await watch.next('watching');
      await write(root, 'drizzle/0001_b.sql', 'create table rooms (id int);');
      expect(await watch.next('changed')).toMatchObject({ source: 'migrations', files: ['drizzle/0001_b.sql'] });
      await write(root, 'drizzle/20260101000000_c/migration.sql', 'create table beds (id int);');
      expect((await watch.next('changed')).files).toEqual(['drizzle/20260101000000_c/migration.sql']);
    });
  });

  it('tells of the settings, after which sources are others', async () => {
    await withProjectFolder(FILES, async (root) => {
      const session = startSession();
      await session.openProject(root);
      const watch = follow(session, root, ['code', 'live']);
      expect((await watch.next('trouble')).error.code).toBe('source-not-available');
      await write(root, 'live.sql', 'create table public.rooms (id integer primary key);');
      await write(root, 'raingauge.config.json', JSON.stringify({ environments: { live: { sql: 'live.sql' } } }));
      expect((await watch.next('project-changed')).files).toEqual(['raingauge.config.json']);
      await watch.next('watching');
      await watch.next('watching');
      await write(root, 'live.sql', 'create table public.halls (id integer primary key);');
      expect(await watch.next('changed')).toMatchObject({ source: 'live', files: ['live.sql'] });
      expect(tablesOf(await read(session, root, 'live'))).toEqual(['halls']);
    });
  });

  it('takes another drizzle config for what it says', async () => {
    await withProjectFolder(FILES, async (root) => {
      const { session, watch } = await watchCode(root);
      await write(root, 'other/beds.ts', table('beds', '../src/columns'));
      await write(root, 'drizzle.config.ts', CONFIG.replace('./src/**/*.table.ts', './other/*.ts'));
      await watch.next('project-changed');
      expect(tablesOf(await read(session, root, 'code'))).toEqual(['beds']);
      await watch.next('watching');
      await write(root, 'other/beds.ts', table('cots', '../src/columns'));
      expect((await watch.next('changed')).files).toEqual(['other/beds.ts']);
    });
  });
});

describe('watching a database', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(16);
  });

  it('tells of a change of its schema, and not of its rows', async () => {
    const database = await server.createDatabase();
    await server.execute('create table rooms (id integer primary key)', database.name);
    await withProjectFolder(FILES, async (root) => {
      const session = startSession({ liveUrl: database.url, lookEvery: 20 });
      expect(tablesOf(await read(session, root, 'live'))).toEqual(['rooms']);
      const watch = follow(session, root, ['live']);
      expect(await watch.next('watching')).toMatchObject({ source: 'live', everyMilliseconds: 20 });
      await server.execute('insert into rooms values (1); create table halls (id integer)', database.name);
      expect(await watch.next('changed')).toMatchObject({ source: 'live', files: [] });
      expect(tablesOf(await read(session, root, 'live'))).toEqual(['halls', 'rooms']);
    });
  });

  it('tells of a migration that was noted as applied and changed nothing else', async () => {
    const database = await server.createDatabase();
    const noted =
      'create schema drizzle; create table drizzle.__drizzle_migrations (id serial, hash text, created_at int8)';
    await server.execute(noted, database.name);
    await withProjectFolder(FILES, async (root) => {
      const session = startSession({ liveUrl: database.url, lookEvery: 20 });
      const watch = follow(session, root, ['live']);
      await watch.next('watching');
      await server.execute(`insert into drizzle.__drizzle_migrations values (1, 'x', 1)`, database.name);
      await watch.next('changed');
      expect((await read(session, root, 'live')).applied).toHaveLength(1);
    });
  });

  it('says once that the server is gone, goes on, and tells what changed meanwhile', async () => {
    const database = await server.createDatabase();
    const address = new URL(database.url);
    const gate = await startGate(Number(address.port), address.hostname);
    address.host = `127.0.0.1:${gate.port}`;
    try {
      await withProjectFolder(FILES, async (root) => {
        const session = startSession({ liveUrl: address.href, lookEvery: 20 });
        const watch = follow(session, root, ['live']);
        await watch.next('watching');
        await gate.shut();
        const { source, error } = await watch.next('trouble');
        expect(source).toBe('live');
        expect(['connection-lost', 'connection-refused']).toContain(error.code);
        await server.execute('create table meanwhile (id integer)', database.name);
        await gate.open();
        await watch.next('watching');
        expect(await watch.next('changed')).toMatchObject({ source: 'live' });
      });
    } finally {
      await gate.shut();
    }
  });

  it('shows what it sends, and the same only once with how often it was sent', async () => {
    const database = await server.createDatabase();
    await withProjectFolder(FILES, async (root) => {
      const session = startSession({ liveUrl: database.url, lookEvery: 10 });
      await follow(session, root, ['live']).next('watching');
      const times = () => session.statements.entries().map((entry) => entry.times ?? 1);
      await expect.poll(() => Math.max(...times())).toBeGreaterThan(3);
      const entries = session.statements.entries();
      expect(entries).toHaveLength(1);
      expect(entries[0]?.sql).toMatch(/^begin isolation level repeatable read read only;[\s\S]*rollback$/);
    });
  });

  it('leaves no transaction open, nor a connection when nobody listens any more', async () => {
    const database = await server.createDatabase();
    await withProjectFolder(FILES, async (root) => {
      const watch = follow(startSession({ liveUrl: database.url, lookEvery: 60_000 }), root, ['live']);
      await watch.next('watching');
      const where = `datname = '${database.name}' and application_name = 'raingauge'`;
      const connections = (wanted: string) =>
        server.execute(
          `do $$ begin if (select coalesce(string_agg(state, ' '), 'none') from pg_stat_activity where ${where}) <> '${wanted}'
then raise 'other connections'; end if; end $$`,
        );
      await connections('idle');
      watch.stop();
      await expect.poll(() => connections('none').then(() => 'none', String)).toBe('none');
    });
  });
});

/** A way to a server that can be shut: what a restart looks like from here. */
async function startGate(port: number, host: string) {
  const sockets = new Set<Socket>();
  let server: Server | null = null;
  let own = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const open = () =>
    new Promise<void>((resolve) => {
      const made = createServer((inward) => {
        const outward = new Socket().connect(port, host);
        keep(inward);
        keep(outward);
        inward.pipe(outward).pipe(inward);
      });
      server = made.listen(own, '127.0.0.1', () => {
        own = (made.address() as AddressInfo).port;
        resolve();
      });
    });
  await open();
  return {
    get port() {
      return own;
    },
    open,
    shut: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        if (server) server.close(() => resolve());
        else resolve();
        server = null;
      }),
  };
}
