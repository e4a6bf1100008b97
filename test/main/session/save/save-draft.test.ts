import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { patchOf } from '#main/session/save/patch.ts';
import { createSession, type Session } from '#main/session/session.ts';

const CONFIG = `export default { dialect: 'postgresql', schema: './schema.ts', out: './drizzle' };\n`;
const SETTINGS = JSON.stringify({ environments: { live: { sql: 'live.sql' } } });
const SCHEMA = `import { integer, pgTable } from 'drizzle-orm/pg-core';

export const rooms = pgTable('rooms', {
  id: integer('id').primaryKey(),
  seats: integer('seats').notNull(),
});
`;
const FIRST = `CREATE TABLE "rooms" (\n\t"id" integer PRIMARY KEY NOT NULL,\n\t"seats" integer NOT NULL\n);\n`;
const LIVE = `create table public.rooms (id integer primary key, seats integer, full_name varchar(40) default 'none' not null,
  constraint rooms_seats check (seats > 0));
create index rooms_name_idx on public.rooms (full_name);
create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger rooms_touch before update on public.rooms for each row execute function public.touch();
`;
const JOURNAL = JSON.stringify({
  version: '7',
  dialect: 'postgresql',
  entries: [{ idx: 0, version: '7', when: 1000, tag: '0000_first', breakpoints: true }],
});

let home: string;
let session: Session;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'raingauge-save-'));
  session = createSession({
    spawn: forkChild,
    folders: { config: join(home, 'config'), cache: join(home, 'cache'), log: join(home, 'log') },
    host: 'web',
    initialProject: null,
  });
});
afterAll(async () => {
  await session.close();
  await rm(home, { recursive: true, force: true });
});

async function project(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(home, name);
  const all = { 'drizzle.config.ts': CONFIG, 'raingauge.config.json': SETTINGS, 'schema.ts': SCHEMA, ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

describe('making the code match the database', () => {
  it('shows the edits as a patch, writes them as shown, and says what Drizzle has no words for', async () => {
    const root = await project('match', { 'live.sql': LIVE });
    const request = { root, from: 'code', to: 'live', hints: [] };
    const preview = await session.previewCode(request, UNWATCHED);
    expect(preview.problems.map(({ code, object }) => [code, object])).toEqual([
      ['not-sayable', 'trigger:public.rooms.rooms_touch'],
    ]);
    const patch = patchOf(preview.files);
    expect(patch.split('\n').filter((line) => /^[+-]/.test(line))).toEqual([
      '--- a/schema.ts',
      '+++ b/schema.ts',
      "-import { integer, pgTable } from 'drizzle-orm/pg-core';",
      "+import { check, index, integer, pgTable, varchar } from 'drizzle-orm/pg-core';",
      "+import { sql } from 'drizzle-orm';",
      "-  seats: integer('seats').notNull(),",
      '-});',
      "+  seats: integer('seats'),",
      "+  full_name: varchar('full_name', { length: 40 }).default('none').notNull(),",
      '+}, (table) => [',
      "+  check('rooms_seats', sql`(seats > 0)`),",
      "+  index('rooms_name_idx').on(table.full_name),",
      '+]);',
    ]);
    await session.save({ root, preview: preview.id });
    const { differences } = await session.compare({ root, from: 'code', to: 'live', fresh: false }, UNWATCHED);
    expect(differences.filter(({ counts, class: kind }) => counts && kind !== 'unmanaged')).toEqual([]);
    await expect(session.save({ root, preview: preview.id })).rejects.toMatchObject({ data: { code: 'bad-input' } });
  });

  it('refuses where the code is what shall be matched', async () => {
    const root = await project('refused', { 'live.sql': LIVE });
    const editing = session.previewCode({ root, from: 'code', to: 'code' }, UNWATCHED);
    await expect(editing).rejects.toMatchObject({ data: { code: 'bad-input' } });
  });
});

describe('saving a part of a draft', () => {
  it('tells of that part in the snapshot, and of nothing that was edited meanwhile', async () => {
    const code = SCHEMA.replace(
      `seats: integer('seats').notNull(),`,
      `seats: integer('seats'),\n  floor: integer('floor'),`,
    );
    const root = await project('part', {
      'schema.ts': code,
      'live.sql': FIRST,
      'drizzle/0000_first.sql': FIRST,
      'drizzle/meta/_journal.json': JOURNAL,
      'drizzle/meta/0000_snapshot.json': JSON.stringify({
        id: 'first',
        prevId: '00000000-0000-0000-0000-000000000000',
        version: '7',
        dialect: 'postgresql',
        tables: {
          'public.rooms': {
            name: 'rooms',
            schema: '',
            columns: { id: { name: 'id' }, seats: { name: 'seats', notNull: true } },
          },
        },
      }),
    });
    const { differences } = await session.compare({ root, from: 'migrations', to: 'code', fresh: false }, UNWATCHED);
    const only = differences.filter(({ object }) => object.endsWith('.floor')).map(({ key }) => key);
    const preview = await session.previewSave({ root, from: 'migrations', to: 'code', only, down: true }, UNWATCHED);
    expect(preview.files.map(({ path }) => path)).toEqual([
      'drizzle/0001_change_rooms.sql',
      'drizzle/meta/0001_snapshot.json',
      'drizzle/meta/_journal.json',
      'drizzle/down/0001_change_rooms.sql',
    ]);
    expect(preview.problems.map(({ code: each }) => each)).toEqual(['migrations-still-differ']);
    const snapshot = JSON.parse(preview.files[1]?.content ?? '');
    expect(Object.keys(snapshot.tables['public.rooms'].columns)).toEqual(['id', 'seats', 'floor']);
    expect(snapshot.tables['public.rooms'].columns.seats.notNull).toBe(true);
    await writeFile(join(root, 'drizzle/meta/_journal.json'), `${JOURNAL}\n`);
    const saving = session.save({ root, preview: preview.id });
    await expect(saving).rejects.toMatchObject({
      data: { message: expect.stringContaining('_journal.json was changed') },
    });
    await expect(readFile(join(root, 'drizzle/0001_change_rooms.sql'))).rejects.toThrow('ENOENT');
  });
});

describe('saving what a person made of a draft', () => {
  const save = (root: string, sql: string) =>
    session.previewSave({ root, from: 'migrations', to: 'live', hints: [], down: true, sql }, UNWATCHED);

  it('has the way back of the text as it was edited, or says why there is none', async () => {
    const root = await project('by-hand', {
      'live.sql': `${FIRST}alter table rooms add floor integer;`,
      'drizzle/0000_first.sql': FIRST,
      'drizzle/meta/_journal.json': JOURNAL,
    });
    const edited = 'alter table rooms add floor integer; create index by_floor on rooms (floor);';
    const { files, problems } = await save(root, edited);
    const down = files.find(({ role }) => role === 'down')?.content ?? '';
    expect(down.split('\n').filter((line) => /^[A-Z]/.test(line))).toEqual([
      'DROP INDEX public.by_floor;',
      'ALTER TABLE public.rooms DROP COLUMN floor;',
    ]);
    expect(problems.map(({ code }) => code)).not.toContain('no-way-back');
    const refused = await save(root, 'alter table rooms add floor integer; alter table cellars add floor integer;');
    expect(refused.files.some(({ role }) => role === 'down')).toBe(false);
    expect(refused.problems.find(({ code }) => code === 'no-way-back')?.message).toContain('"cellars" does not exist');
  });
});

describe('saving what ends findings', () => {
  it('writes the migration, a snapshot of the code as it is edited, and the edits that belong to it', async () => {
    const bookings = `CREATE TABLE "bookings" (\n\t"id" integer PRIMARY KEY NOT NULL,\n\t"room_id" integer NOT NULL REFERENCES "rooms"("id")\n);\n`;
    const root = await project('findings', {
      'live.sql': FIRST + bookings,
      'drizzle/0000_first.sql': `${FIRST}--> statement-breakpoint\n${bookings}`,
      'drizzle/meta/_journal.json': JOURNAL,
      'schema.ts': `${SCHEMA}
export const bookings = pgTable('bookings', {
  id: integer('id').primaryKey(),
  room_id: integer('room_id').notNull().references(() => rooms.id),
});
`,
    });
    const { findings } = await session.audit({ root, fresh: false, only: ['fk-no-index'] }, UNWATCHED);
    const keys = findings.map(({ key }) => key);
    expect(keys).toHaveLength(1);
    const preview = await session.previewRemedy({ root, keys, down: true }, UNWATCHED);
    expect(preview.problems).toEqual([]);
    expect(preview.files.map(({ path, role }) => [role, path])).toEqual([
      ['migration', 'drizzle/0001_change_indexes.sql'],
      ['snapshot', 'drizzle/meta/0001_snapshot.json'],
      ['journal', 'drizzle/meta/_journal.json'],
      ['down', 'drizzle/down/0001_change_indexes.sql'],
      ['code', 'schema.ts'],
    ]);
    await session.save({ root, preview: preview.id });
    expect(await readFile(join(root, 'schema.ts'), 'utf8')).toContain('.on(table.room_id)');
    const { differences } = await session.compare({ root, from: 'code', to: 'migrations', fresh: true }, UNWATCHED);
    expect(differences.filter(({ counts }) => counts)).toEqual([]);
    const after = await session.audit({ root, fresh: true, sources: ['migrations'], only: ['fk-no-index'] }, UNWATCHED);
    expect(after.findings).toEqual([]);
  });
});

describe('a baseline', () => {
  const files = {
    'drizzle/0000_first.sql': FIRST,
    'drizzle/0001_next.sql': 'ALTER TABLE "rooms" ADD COLUMN "floor" integer;',
    'drizzle/meta/_journal.json': JOURNAL.replace(
      ']',
      `,${JSON.stringify({ idx: 1, version: '7', when: 2000, tag: '0001_next', breakpoints: true })}]`,
    ),
  };

  it('is what keeps the migrator from running what is there, and nothing more', async () => {
    const root = await project('baseline', { ...files, 'live.sql': FIRST });
    const whole = await session.baseline({ root, on: 'live' }, UNWATCHED);
    expect(whole).toMatchObject({ proven: false, sql: null, differences: [expect.stringContaining('floor')] });
    const first = await session.baseline({ root, on: 'live', through: '0000_first' }, UNWATCHED);
    expect(first).toMatchObject({ proven: true, through: '0000_first', differences: [] });
    const client = new PGlite();
    try {
      await client.exec(FIRST);
      await client.exec(first.sql ?? '');
      await migrate(drizzle({ client }), { migrationsFolder: join(root, 'drizzle') });
      const { rows } = await client.query('select hash from drizzle.__drizzle_migrations');
      expect(rows).toHaveLength(2);
      await expect(client.exec(first.sql ?? '')).rejects.toThrow('noted migrations here already');
    } finally {
      await client.close();
    }
  });
});
