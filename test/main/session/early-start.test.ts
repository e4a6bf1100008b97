import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { type EarlyStart, startEarly } from '#main/session/early-start.ts';
import { createSession, type Session } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';
import { startServer, type TestDatabase, type TestServer } from '#test/support/postgres/servers.ts';

const FILES = {
  'drizzle.config.ts': `export default { dialect: 'postgresql', schema: './schema.ts' };\n`,
  'schema.ts': `import { integer, pgTable } from 'drizzle-orm/pg-core';
export const rooms = pgTable('rooms', { id: integer('id').primaryKey() });\n`,
};

let server: TestServer;
let observer: pg.Client;
let database: TestDatabase;
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-early-'));
  server = await startServer(16);
  database = await server.createDatabase();
  await server.execute('create table rooms (id integer primary key)', database.name);
  observer = new pg.Client({ connectionString: server.url });
  await observer.connect();
});
afterAll(async () => {
  await observer.end();
  await server.stop();
  await rm(home, { recursive: true });
});

const begin = (root: string, names: readonly string[], liveUrl?: string) =>
  startEarly({ root, names, liveUrl, statistics: false, report: () => {} });

function sessionOn(early: EarlyStart | undefined, liveUrl?: string): Session {
  const folders = { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') };
  return createSession({
    spawn: forkChild,
    folders,
    host: 'web',
    initialProject: null,
    liveUrl,
    statistics: false,
    early,
  });
}

/** How often a session began a transaction on a live database. */
const transactions = (session: Session) =>
  session.statements.entries().filter(({ sql }) => sql.startsWith('begin ')).length;

async function connections(): Promise<number> {
  const { rows } = await observer.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where application_name = 'raingauge' and datname = $1`,
    [database.name],
  );
  return rows[0]?.n ?? 0;
}

describe('a database that is asked before there is a session', () => {
  it('is read once: the session takes the reading over', () =>
    withProjectFolder(FILES, async (root) => {
      const compare = async (early: EarlyStart | undefined) => {
        const session = sessionOn(early, database.url);
        try {
          const result = await session.compare({ root, from: 'code', to: 'live', fresh: false }, UNWATCHED);
          return { counting: result.totals.counting, transactions: transactions(session) };
        } finally {
          await session.close();
        }
      };
      const early = await begin(root, ['code', 'live'], database.url);
      expect(await compare(early)).toEqual(await compare(undefined));
    }));

  it('is let go where no session asks for it', () =>
    withProjectFolder(FILES, async (root) => {
      const early = await begin(root, ['live'], database.url);
      await vi.waitUntil(async () => (await connections()) === 1);
      await sessionOn(early, database.url).close();
      await vi.waitUntil(async () => (await connections()) === 0);
    }));

  it('fails where the session asks for it, and nowhere else', () =>
    withProjectFolder(FILES, async (root) => {
      const nowhere = 'postgres://app:s3cret@127.0.0.1:1/shop';
      const session = sessionOn(await begin(root, ['code', nowhere]), undefined);
      const comparing = session.compare({ root, from: 'code', to: nowhere, fresh: false }, UNWATCHED);
      await expect(comparing).rejects.toMatchObject({ data: { code: 'connection-refused' } });
      await session.close();
    }));

  it('is not asked where no address is given', () =>
    withProjectFolder(FILES, async (root) => {
      const session = sessionOn(await begin(root, ['code', 'migrations', 'live']));
      expect(transactions(session)).toBe(0);
      await session.close();
    }));
});
