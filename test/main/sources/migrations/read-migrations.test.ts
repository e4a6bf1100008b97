import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lookupOf, type Reading } from '#app/catalog';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { type ReadMigrationsOptions, readMigrations } from '#main/sources/migrations/read-migrations.ts';

let cache: string;
let root: string;
let shadow: Shadow;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'raingauge-migrations-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: cache });
});

beforeEach(async () => {
  root = await mkdtemp(join(cache, 'project-'));
});

afterAll(async () => {
  await shadow.close();
  await rm(cache, { recursive: true, force: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** A folder of drizzle-kit 0.x: a journal and numbered files. */
async function writeJournal(...files: readonly string[]): Promise<void> {
  const entries = files.map((_, idx) => ({
    idx,
    version: '7',
    when: 1000 + idx,
    tag: `000${idx}_step`,
    breakpoints: true,
  }));
  await write('drizzle/meta/_journal.json', JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  for (const [index, text] of files.entries()) {
    await write(`drizzle/000${index}_step.sql`, text);
    await write(`drizzle/meta/000${index}_snapshot.json`, JSON.stringify(snapshotAfter(index)));
  }
}

const idOf = (index: number) => `00000000-0000-0000-0000-${String(index + 1).padStart(12, '0')}`;
const snapshotAfter = (index: number) => ({ id: idOf(index), prevId: idOf(index - 1), version: '7', tables: {} });

const read = (options: Partial<ReadMigrationsOptions> = {}): Promise<Reading> =>
  readMigrations({ root, folder: 'drizzle', shadow, work: UNWATCHED, ...options });

const origins = (reading: Reading, id: string) =>
  lookupOf(reading.catalog)
    .find(id)
    ?.origins.map(({ file, line }) => `${file}:${line}`);

describe('a folder with a journal', () => {
  it('is replayed in order; each object knows who made it and who changed it last', async () => {
    await writeJournal(
      `CREATE TYPE "mood" AS ENUM('calm', 'wild');--> statement-breakpoint
CREATE TABLE "guests" (
	"id" serial PRIMARY KEY NOT NULL,
	"mood" "mood" DEFAULT 'calm' NOT NULL,
	CONSTRAINT "guests_mood_unique" UNIQUE("mood")
);
--> statement-breakpoint
CREATE TABLE "gone" ("id" integer);`,
      `ALTER TABLE "guests" ADD COLUMN "name" text;--> statement-breakpoint
DO $$ BEGIN
 ALTER TABLE "guests" ADD CONSTRAINT "guests_name_check" CHECK (name <> '');
EXCEPTION WHEN duplicate_object THEN null;
END $$;
--> statement-breakpoint
DROP TABLE "gone";
ALTER TABLE "guests" RENAME COLUMN "mood" TO "humour";
ALTER TABLE "guests" ALTER COLUMN "name" SET NOT NULL;
ALTER TABLE "guests" ENABLE ROW LEVEL SECURITY;`,
    );
    const reading = await read();
    expect(reading.report).toEqual([]);
    expect(origins(reading, 'enum:public.mood')).toEqual(['drizzle/0000_step.sql:1']);
    expect(origins(reading, 'table:public.guests')).toEqual(['drizzle/0000_step.sql:2', 'drizzle/0001_step.sql:10']);
    expect(origins(reading, 'column:public.guests.id')?.[0]).toEqual('drizzle/0000_step.sql:3');
    expect(origins(reading, 'column:public.guests.humour')).toEqual([
      'drizzle/0000_step.sql:4',
      'drizzle/0001_step.sql:8',
    ]);
    expect(origins(reading, 'column:public.guests.name')).toEqual([
      'drizzle/0001_step.sql:1',
      'drizzle/0001_step.sql:9',
    ]);
    expect(origins(reading, 'unique:public.guests.guests_mood_unique')).toEqual(['drizzle/0000_step.sql:5']);
    expect(origins(reading, 'check:public.guests.guests_name_check')).toEqual(['drizzle/0001_step.sql:3']);
    expect(origins(reading, 'primary-key:public.guests.guests_pkey')).toEqual(['drizzle/0000_step.sql:3']);
    const removed = reading.migrations?.removed?.map(({ object }) => object);
    expect(removed).toContain('table:public.gone');
    expect(removed).toContain('column:public.guests.mood');
  });

  it('has the hashes that Drizzle’s migrator notes, and says what of it a database has', async () => {
    await writeJournal('CREATE TABLE a (id int);', 'CREATE TABLE b (id int);', 'CREATE TABLE c (ö int);');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const applied = [
      { hash: hash('CREATE TABLE a (id int);'), createdAt: 1000 },
      { hash: hash('CREATE TABLE b (id bigint);'), createdAt: 1001 },
    ];
    const { migrations } = await read({ applied });
    expect(migrations?.files).toMatchObject([
      { tag: '0000_step', when: 1000, statements: 1, hash: applied[0]?.hash, applied: true, edited: false },
      { tag: '0001_step', applied: true, edited: true },
      { tag: '0002_step', hash: hash('CREATE TABLE c (ö int);'), applied: false },
    ]);
  });

  it('that fails as one transaction is run file by file, and says so', async () => {
    await writeJournal(
      'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE t (a int REFERENCES a DEFERRABLE INITIALLY DEFERRED);',
      'INSERT INTO a VALUES (1);\nINSERT INTO t VALUES (1);',
      'ALTER TABLE t ADD COLUMN b int;',
    );
    const reading = await read();
    expect(lookupOf(reading.catalog).find('column:public.t.b')).toBeDefined();
    expect(reading.report).toMatchObject([
      {
        code: 'not-in-one-transaction',
        effect: 'note',
        origin: { file: 'drizzle/0002_step.sql', line: 1 },
        remedy: expect.stringContaining('step by step'),
      },
    ]);
  });

  it('with a statement that cannot run keeps the rest, and the problem has its line', async () => {
    await writeJournal('CREATE TABLE a (id int);\nCREATE TABLE b (id nothing);\nCREATE TABLE c (id int);');
    const reading = await read();
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a', 'c']);
    const unread = reading.report.filter(({ effect }) => effect === 'unread');
    expect(reading.report[0]).toMatchObject({ code: 'not-in-one-transaction', remedy: 'It fails by itself, too.' });
    expect(unread).toMatchObject([{ code: 'statement-failed', origin: { file: 'drizzle/0000_step.sql', line: 2 } }]);
    expect(unread[0]?.message).toContain('type "nothing" does not exist');
  });

  it('that names a file which is not there, or leaves one out, says so', async () => {
    await writeJournal('CREATE TABLE a (id int);', 'CREATE TABLE b (id int);');
    await rm(join(root, 'drizzle/0001_step.sql'));
    await write('drizzle/9999_stray.sql', 'CREATE TABLE stray (id int);');
    const { report, catalog } = await read();
    expect(catalog.objects.table.map(({ name }) => name)).toEqual(['a']);
    expect(report.map(({ code, effect }) => [code, effect])).toEqual([
      ['migration-missing', 'unread'],
      ['migration-not-in-journal', 'note'],
    ]);
  });
});

describe('a folder per migration', () => {
  it('is replayed by name, with the time of its name', async () => {
    await write('drizzle/20250102030405_second/migration.sql', 'ALTER TABLE a ADD COLUMN name text;');
    await write('drizzle/20240102030405_first/migration.sql', 'CREATE TABLE a (id int);');
    await write(
      'drizzle/20240102030405_first/snapshot.json',
      JSON.stringify({ id: idOf(0), prevIds: [idOf(-1)], ddl: [] }),
    );
    await write(
      'drizzle/20250102030405_second/snapshot.json',
      JSON.stringify({ id: idOf(1), prevIds: [idOf(0)], ddl: [] }),
    );
    const reading = await read();
    expect(reading.report).toEqual([]);
    expect(reading.migrations).toMatchObject({
      layout: 'folders',
      files: [
        { tag: '20240102030405_first', when: Date.UTC(2024, 0, 2, 3, 4, 5) },
        { tag: '20250102030405_second', path: 'drizzle/20250102030405_second/migration.sql' },
      ],
    });
    expect(origins(reading, 'column:public.a.name')).toEqual(['drizzle/20250102030405_second/migration.sql:1']);
  });
});

describe('what is no folder of migrations', () => {
  it('is refused with what to do', async () => {
    await expect(read()).rejects.toMatchObject({ data: { code: 'source-not-available' } });
    await mkdir(join(root, 'drizzle'));
    await expect(read()).rejects.toMatchObject({ data: { code: 'source-not-available' } });
    await write('drizzle/meta/_journal.json', '{');
    await expect(read()).rejects.toMatchObject({
      data: { code: 'bad-input', origin: { file: 'drizzle/meta/_journal.json' } },
    });
  });
});

describe('the sample’s migrations', () => {
  it('replay whole, as Drizzle’s migrator runs them', async () => {
    const sample = fileURLToPath(new URL('../../../../resources/sample/', import.meta.url));
    const reading = await read({ root: sample });
    expect(reading.report.filter(({ effect }) => effect === 'unread')).toEqual([]);
    const everything = Object.values(reading.catalog.objects).flat();
    const placeless = everything.filter(({ origins: places }) => !places.some(({ line }) => line !== undefined));
    expect(placeless.map(({ id }) => id)).toEqual(['role:postgres']);
  });
});
