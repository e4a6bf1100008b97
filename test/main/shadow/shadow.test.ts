import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '#app/compare';
import type { Child } from '#main/platform/child.ts';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow, type SqlScript } from '#main/shadow/shadow.ts';

let folder: string;
let shadow: Shadow;
const children: Child[] = [];
const spawn = (entry: 'shadow-child') => {
  const child = forkChild(entry);
  children.push(child);
  return child;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raingauge-shadow-'));
  shadow = createShadow({ spawn, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  await rm(folder, { recursive: true, force: true });
});

const script = (...statements: string[]): SqlScript => ({
  statements: statements.map((sql) => ({ sql })),
  mode: 'each',
});

const question = (key: string, text: string): Question => ({
  key,
  place: 'check',
  text,
  setup: ['CREATE TABLE scratch (a integer, b text)'],
  build: `ALTER TABLE scratch ADD CONSTRAINT c CHECK (${text})`,
  read: "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'c'",
});

describe('building', () => {
  it('gives each use a database of its own', async () => {
    const count = "SELECT count(*)::int AS n FROM pg_class WHERE relname = 'guests'";
    const first = await shadow.build(script('CREATE TABLE guests (id int)'), (s) => s.query(count), UNWATCHED);
    const second = await shadow.build(script('SELECT 1'), (s) => s.query(count), UNWATCHED);
    expect([first, second]).toEqual([[{ n: 1 }], [{ n: 0 }]]);
  });

  it('reports a statement that fails and goes on with the rest', async () => {
    const built = await shadow.build(
      script('CREATE TABLE a (id int)', 'CREATE TABLE b (id nothing)', 'CREATE TABLE c (id int)'),
      async (session, report) => ({
        report,
        tables: await session.query(
          "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
        ),
      }),
      UNWATCHED,
    );
    expect(built.tables).toEqual([{ relname: 'a' }, { relname: 'c' }]);
    expect(built.report.failures).toMatchObject([
      { index: 1, message: 'type "nothing" does not exist', code: '42704', position: 20 },
    ]);
    expect(built.report.server).toMatchObject({ flavour: 'pglite', major: 18 });
  });

  it('runs many statements at once as it runs each, where one fails too', async () => {
    const statements = [
      'SET check_function_bodies = off',
      'CREATE TABLE a (id int) -- the last word',
      "CREATE TYPE mood AS ENUM ('calm')",
      "ALTER TYPE mood ADD VALUE 'rough'",
      "CREATE TABLE b (mood mood DEFAULT 'rough')",
      'CREATE TABLE c (id nothing)',
      'CREATE POLICY p ON a TO "somebody new" USING (true)',
      ...Array.from({ length: 60 }, (_, at) => `CREATE TABLE t${at} (id int)`),
    ].map((sql) => ({ sql }));
    const read = async (mode: SqlScript['mode']) =>
      shadow.build(
        { statements, mode },
        async (session, { failures, stubRoles }) => ({
          failures: failures.map(({ index, message }) => `${index} ${message}`),
          stubRoles,
          made: await session.query("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
        }),
        UNWATCHED,
      );
    const bulk = await read('bulk');
    expect(bulk).toEqual(await read('each'));
    expect(bulk).toMatchObject({ failures: ['5 type "nothing" does not exist'], stubRoles: ['somebody new'] });
  });

  it('makes a role that nothing made where a statement names it', async () => {
    const report = await shadow.build(
      script(
        'CREATE TABLE a (id int)',
        'CREATE POLICY p ON a TO "app user" USING (true)',
        'GRANT SELECT ON a TO reader',
      ),
      async (_, built) => built,
      UNWATCHED,
    );
    expect(report).toMatchObject({ failures: [], stubRoles: ['app user', 'reader'] });
  });

  it('undoes everything where one transaction was asked for and a statement fails', async () => {
    const tables = await shadow.build(
      { ...script('CREATE TABLE a (id int)', 'SELECT 1/0'), mode: 'one' },
      async (session, report) => [
        report.failures.map(({ index }) => index),
        await session.query("SELECT relname FROM pg_class WHERE relname = 'a'"),
      ],
      UNWATCHED,
    );
    expect(tables).toEqual([[1], []]);
  });

  it('runs a failing group again statement by statement', async () => {
    const report = await shadow.build(
      {
        mode: 'groups',
        statements: [
          { sql: "CREATE TYPE mood AS ENUM ('a')", group: 0 },
          { sql: "ALTER TYPE mood ADD VALUE 'b'", group: 1 },
          { sql: "CREATE TABLE t (m mood DEFAULT 'b')", group: 1 },
        ],
      },
      async (_, built) => built,
      UNWATCHED,
    );
    expect(report).toMatchObject({ failures: [], splitGroups: [1] });
  });

  it('reads as the role that is asked for and can write nothing', async () => {
    await shadow.build(
      { ...script('CREATE ROLE reader', 'CREATE TABLE a (id int)'), asRole: 'reader' },
      async (session) => {
        expect(await session.query('SELECT current_user::text AS me')).toEqual([{ me: 'reader' }]);
        await expect(session.query('CREATE TABLE b (id int)')).rejects.toThrow(/read-only|permission denied/);
      },
      UNWATCHED,
    );
  });

  it('says so where the role to read as is not there', async () => {
    const built = shadow.build({ ...script('SELECT 1'), asRole: 'nobody' }, async () => null, UNWATCHED);
    await expect(built).rejects.toMatchObject({
      data: { code: 'bad-input', message: expect.stringContaining('nobody') },
    });
  });

  it('loads the bundled extensions that a script creates', async () => {
    const report = await shadow.build(
      script('CREATE EXTENSION citext', 'CREATE EXTENSION "uuid-ossp"', 'CREATE TABLE a (id citext)'),
      async (_, built) => built,
      UNWATCHED,
    );
    expect(report.failures).toEqual([]);
  });

  it('stops a statement that does not end, names it, and builds the rest without it', async () => {
    const endless = {
      ...script('CREATE TABLE a (id int)', 'DO $$ BEGIN LOOP END LOOP; END $$', 'CREATE TABLE b (id int)'),
      statementLimit: 1500,
    };
    const tables = "SELECT relname FROM pg_class WHERE relname IN ('a', 'b') ORDER BY 1";
    const built = await shadow.build(endless, async (s, report) => [report.skipped, await s.query(tables)], UNWATCHED);
    expect(built).toMatchObject([[{ index: 1, why: 'timed-out' }], [{ relname: 'a' }, { relname: 'b' }]]);
  });

  it('ends at once when the work is cancelled', async () => {
    const stop = new AbortController();
    const work = {
      signal: stop.signal,
      report: ({ detail }: { detail: string }) => {
        if (detail.startsWith('running')) setTimeout(() => stop.abort(), 200);
      },
    };
    const endless = script('DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$');
    await expect(shadow.build(endless, async () => null, work)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('starts again after its process died', async () => {
    await shadow.build(script(), async () => null, UNWATCHED);
    const child = children.at(-1);
    const ended = new Promise((resolve) => child?.onExit(resolve));
    child?.kill();
    await ended;
    expect(await shadow.build(script(), (s) => s.query('SELECT 1 AS one'), UNWATCHED)).toEqual([{ one: 1 }]);
  });

  it('makes the saved data directory anew when it is spoilt', async () => {
    await shadow.close();
    const file = (await readdir(folder)).find((name) => name.endsWith('.tar')) ?? '';
    await writeFile(join(folder, file), 'not a tar');
    expect(await shadow.build(script(), (s) => s.query('SELECT 1 AS one'), UNWATCHED)).toEqual([{ one: 1 }]);
    expect((await readFile(join(folder, file))).length).toBeGreaterThan(1_000_000);
  });

  it('holds two thousand tables made in one transaction', async () => {
    const statements = Array.from({ length: 2000 }, (_, i) => `CREATE TABLE t${i} (id int PRIMARY KEY)`);
    const report = await shadow.build({ ...script(...statements), mode: 'one' }, async (_, built) => built, UNWATCHED);
    expect(report.failures).toEqual([]);
  });
});

describe('deparsing', () => {
  it('gives two spellings of one expression one answer', async () => {
    const answers = await shadow.deparse(
      [question('1', 'a>0'), question('2', '(("a" > (0)))'), question('3', 'a>=0')],
      UNWATCHED,
    );
    expect(answers.get('1')).toEqual({ text: '(a > 0)' });
    expect(answers.get('2')).toEqual(answers.get('1'));
    expect(answers.get('3')).not.toEqual(answers.get('1'));
  });

  it('answers with the server’s own words where a text cannot be built, and the others are answered', async () => {
    const answers = await shadow.deparse([question('4', 'c > 0'), question('5', 'b > 1::text')], UNWATCHED);
    expect(answers.get('4')).toEqual({ error: 'column "c" does not exist' });
    expect(answers.get('5')).toHaveProperty('text');
  });

  it('starts no server for what was asked before, in another run too', async () => {
    const asked = children.length;
    await shadow.close();
    const again = createShadow({ spawn, cacheFolder: folder });
    const answers = await again.deparse([question('1', 'a>0'), question('4', 'c > 0')], UNWATCHED);
    expect(answers.get('1')).toEqual({ text: '(a > 0)' });
    expect(children.length).toBe(asked);
  });

  it('tolerates a spoilt line in the file of answers', async () => {
    const file = (await readdir(folder)).find((name) => name.endsWith('.jsonl')) ?? '';
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), `${text}{"key": "1", "te`);
    const again = createShadow({ spawn, cacheFolder: folder });
    await again.deparse([question('9', 'a > 9')], UNWATCHED);
    await again.close();
    const third = createShadow({ spawn, cacheFolder: folder });
    expect((await third.deparse([question('9', 'a > 9')], UNWATCHED)).get('9')).toEqual({ text: '(a > 9)' });
  });
});

describe('foreign keys of a build in bulk', () => {
  const TABLES = [
    'CREATE TABLE "a ""b" (id int PRIMARY KEY) PARTITION BY RANGE (id)',
    'CREATE TABLE part PARTITION OF "a ""b" FOR VALUES FROM (0) TO (9)',
    'CREATE TABLE c (id int PRIMARY KEY, a int, b int) PARTITION BY RANGE (id)',
    'CREATE TABLE d PARTITION OF c FOR VALUES FROM (0) TO (9)',
  ];
  const KEY = 'ALTER TABLE public.c ADD CONSTRAINT "k ""1" FOREIGN KEY (a) REFERENCES "a ""b" (id) ON DELETE CASCADE';
  const bulk = (...statements: string[]): SqlScript => ({ ...script(...statements), mode: 'bulk' });
  const keys = (sql: SqlScript) =>
    shadow.scratch(
      sql,
      async (session, { failures }) => ({
        failures,
        keys: await session.query(
          `SELECT conrelid::regclass::text || ': ' || pg_get_constraintdef(oid) AS said FROM pg_constraint
            WHERE contype = 'f' AND conrelid::regclass::text = ANY ('{c,d,e}') ORDER BY 1`,
        ),
        orphan: (await session.run([{ sql: 'INSERT INTO c VALUES (1, 7)' }])).failures.map(({ message }) => message),
      }),
      UNWATCHED,
    );

  it('are what they are when each is added by itself', async () => {
    const built = await keys(bulk(...TABLES, KEY));
    expect(built).toEqual(await keys(script(...TABLES, KEY)));
    expect(built.failures).toEqual([]);
    expect(built.keys.length).toBeGreaterThan(1);
    expect(built.keys.filter(({ said }) => String(said).endsWith('NOT VALID'))).toEqual([]);
    expect(built.orphan).toEqual([expect.stringContaining('violates foreign key constraint "k "1"')]);
  });

  it('stay not valid where one is said to be', async () => {
    const later = 'ALTER TABLE public.e ADD CONSTRAINT k2 FOREIGN KEY (a) REFERENCES "a ""b" (id) NOT VALID';
    const { failures, keys: said } = await keys(bulk(...TABLES, 'CREATE TABLE e (a int)', KEY, later));
    expect(failures).toEqual([]);
    const isOpen = ({ said: text }: { said?: unknown }) => String(text).endsWith('NOT VALID');
    const isLater = ({ said: text }: { said?: unknown }) => String(text).startsWith('e: ');
    expect(said.some(isLater)).toBe(true);
    expect(said.map(isOpen)).toEqual(said.map(isLater));
  });
});
