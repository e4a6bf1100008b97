import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { resourceFile } from '#main/platform/entry.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED, type Work } from '#main/platform/work.ts';
import { createSession, type Session, type SessionOptions } from '#main/session/session.ts';
import { withProjectFolder } from '#test/support/drizzle-kit/run.ts';

const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`;
const SCHEMA = `import { check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
export const rooms = pgTable('rooms', {
  id: integer('id').primaryKey(),
  name: text('name').notNull(),
  seats: integer('seats').notNull(),
}, (table) => [check('rooms_seats', sql\`\${table.seats} > 0\`)]);
`;
const LIVE = `create role reader;
create table public.rooms (id integer primary key, name text, seats integer not null, constraint rooms_seats check (seats>0));
grant select on public.rooms to reader;
`;
const SETTINGS = JSON.stringify({ environments: { live: { sql: 'live.sql', role: 'reader' } } });
const FILES = { 'drizzle.config.ts': CONFIG, 'schema.ts': SCHEMA, 'live.sql': LIVE, 'raingauge.config.json': SETTINGS };

let home = '';
const open: Session[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-session-'));
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((session) => session.close()));
});

afterAll(() => rm(home, { recursive: true }));

function startSession(options: Partial<SessionOptions> = {}): Session {
  const session = createSession({
    spawn: forkChild,
    folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
    host: 'web',
    initialProject: null,
    ...options,
  });
  open.push(session);
  return session;
}

const states = (sources: readonly { readonly name: string; readonly available: boolean }[]) =>
  Object.fromEntries(sources.map(({ name, available }) => [name, available]));

describe('a source that the project does not name', () => {
  it('is named without its password and stands for the whole address from then on', () =>
    withProjectFolder(FILES, async (root) => {
      const session = startSession();
      await session.openProject(root);
      const source = 'postgres://ann:hunter2@127.0.0.1:1/app';
      const entry = await session.addSource({ root, source });
      expect(entry).toMatchObject({ name: 'postgres://ann@127.0.0.1:1/app', available: true });
      expect(JSON.stringify(entry)).not.toContain('hunter2');
      const reading = session.read({ root, source: entry.name, fresh: false }, UNWATCHED);
      await expect(reading).rejects.toMatchObject({ data: { code: 'connection-refused' } });
      const file = await session.addSource({ root, source: 'live.sql' });
      expect(file).toMatchObject({ name: 'live.sql', source: { kind: 'sql' } });
      const nothing = session.addSource({ root, source: 'nowhere.sql' });
      await expect(nothing).rejects.toMatchObject({ data: { code: 'source-not-found' } });
    }));
});

describe('opening a project', () => {
  it('opens the sample where nothing is named, with all three sources', async () => {
    const summary = await startSession().openProject(null);
    expect(summary).toMatchObject({ root: resourceFile('sample'), isSample: true });
    expect(states(summary.sources)).toEqual({ code: true, migrations: true, live: true });
  });

  it('refuses a folder that does not exist, and one with nothing in it', async () => {
    const session = startSession();
    await expect(session.openProject(join(home, 'gone'))).rejects.toMatchObject({
      data: { code: 'project-not-found' },
    });
    await withProjectFolder({}, async (root) => {
      await expect(session.openProject(root)).rejects.toMatchObject({ data: { code: 'config-not-found' } });
    });
  });

  it('keeps what else there is where the drizzle config throws, and says where it does', async () => {
    const files = { ...FILES, 'drizzle.config.ts': `\nthrow new Error('no DATABASE_URL');\n` };
    await withProjectFolder(files, async (root) => {
      const session = startSession();
      const summary = await session.openProject(root);
      expect(states(summary.sources)).toMatchObject({ live: true });
      expect(summary.problems).toContainEqual(
        expect.objectContaining({
          message: expect.stringContaining('no DATABASE_URL'),
          origin: expect.objectContaining({ file: 'drizzle.config.ts', line: 2 }),
        }),
      );
      const live = await session.read({ root, source: 'live', fresh: false }, UNWATCHED);
      expect(live.catalog.objects.table.map(({ name }) => name)).toEqual(['rooms']);
    });
  });

  it('remembers recent projects, the newest first and the sample not at all', async () => {
    await withProjectFolder(FILES, async (root) => {
      const session = startSession();
      await session.openProject(null);
      await session.openProject(root);
      expect((await session.settings.read()).recentProjects[0]).toBe(root);
      expect((await session.settings.read()).recentProjects).not.toContain(resourceFile('sample'));
    });
  });
});

describe('reading a source', () => {
  it('keeps a reading until a fresh one is asked for', async () => {
    await withProjectFolder(FILES, async (root) => {
      const session = startSession();
      const first = await session.read({ root, source: 'code', fresh: false }, UNWATCHED);
      expect(await session.read({ root, source: 'code', fresh: false }, UNWATCHED)).toBe(first);
      await writeFile(join(root, 'schema.ts'), SCHEMA.replace("'rooms'", "'halls'"));
      const fresh = await session.read({ root, source: 'code', fresh: true }, UNWATCHED);
      expect(fresh.catalog.objects.table.map(({ name }) => name)).toEqual(['halls']);
    });
  });

  it('stops when it is told to', async () => {
    await withProjectFolder(FILES, async (root) => {
      const controller = new AbortController();
      const work: Work = { signal: controller.signal, report: () => controller.abort() };
      const reading = startSession().read({ root, source: 'live', fresh: false }, work);
      await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
});

describe('comparing two sources', () => {
  it('finds what differs and lets PostgreSQL judge what is only written differently', async () => {
    await withProjectFolder(FILES, async (root) => {
      const stages = new Set<string>();
      const work: Work = { signal: new AbortController().signal, report: ({ stage }) => void stages.add(stage) };
      const result = await startSession().compare({ root, from: 'code', to: 'live', fresh: false }, work);
      expect(result.unread).toEqual([]);
      expect(result.complete).toBe(true);
      expect(result.differences.filter(({ counts }) => counts).map(({ key }) => key)).toEqual([
        'column:public.rooms.name#notNull',
        'grant:"table:public.rooms".reader',
      ]);
      expect(result.judgedBy).toMatch(
        /^Texts were judged by the embedded PostgreSQL \(PGlite \S+\); live runs embedded PostgreSQL \d+/,
      );
      expect([...stages].length).toBeGreaterThan(1);
    });
  });

  it('gives its differences all the same where the judge cannot be asked, and says that it is incomplete', async () => {
    await withProjectFolder(FILES, async (root) => {
      const asked = startSession();
      const live = await asked.read({ root, source: 'live', fresh: false }, UNWATCHED);
      await writeFile(join(root, 'saved.json'), JSON.stringify(live.catalog));
      const folders = { config: join(home, 'config'), cache: join(root, 'empty-cache'), log: join(home, 'log') };
      const session = startSession({
        folders,
        spawn: () => ({
          post: () => {},
          onMessage: () => {},
          onExit: (listener) => void setImmediate(() => listener(1)),
          kill: () => {},
        }),
      });
      const result = await session.compare({ root, from: 'code', to: 'saved.json', fresh: false }, UNWATCHED);
      expect(result.complete).toBe(false);
      expect(result.unread.map(({ code }) => code)).toContain('shadow-failed');
      expect(result.differences.map(({ key }) => key)).toContain('column:public.rooms.name#notNull');
    });
  });

  it('says which of the two cannot be read', async () => {
    await withProjectFolder(FILES, async (root) => {
      const comparing = startSession({ liveUrl: 'postgres://app:s3cret@127.0.0.1:1/shop' }).compare(
        { root, from: 'code', to: 'live', fresh: false },
        UNWATCHED,
      );
      await expect(comparing).rejects.toMatchObject({ data: { code: 'connection-refused' } });
    });
  });

  it('keeps a source apart from itself', async () => {
    await withProjectFolder(FILES, async (root) => {
      const result = await startSession().compare({ root, from: 'code', to: 'code', fresh: false }, UNWATCHED);
      expect(result).toMatchObject({ from: 'code', to: 'code (2)', differences: [], complete: true });
    });
  });
});

describe('finding usages', () => {
  const USES = `import { rooms } from './schema';\nexport const all = (db) => db.select().from(rooms);\n`;

  it('finds them in the code, and in neither the migrations nor the embedded database', async () => {
    const files = { ...FILES, 'rooms.ts': USES, 'drizzle/0000_start.sql': 'create table rooms (id integer);' };
    await withProjectFolder(files, async (root) => {
      const { usages } = await startSession().usages({ root, fresh: false }, UNWATCHED);
      const rooms = usages.filter(({ object }) => object === 'table:public.rooms');
      expect(rooms).toMatchObject([
        { kind: 'import', file: 'rooms.ts', line: 1 },
        { kind: 'select', file: 'rooms.ts', line: 2 },
      ]);
    });
  });

  it('remembers them until the code is read afresh', async () => {
    await withProjectFolder({ ...FILES, 'rooms.ts': USES }, async (root) => {
      const session = startSession();
      const first = await session.usages({ root, fresh: false }, UNWATCHED);
      await writeFile(join(root, 'more.ts'), `${USES}export const gone = (db) => db.delete(rooms);\n`);
      expect(await session.usages({ root, fresh: false }, UNWATCHED)).toBe(first);
      await session.read({ root, source: 'code', fresh: true }, UNWATCHED);
      const { usages } = await session.usages({ root, fresh: false }, UNWATCHED);
      expect(usages).toContainEqual(expect.objectContaining({ kind: 'delete', file: 'more.ts', line: 3 }));
    });
  });
});
