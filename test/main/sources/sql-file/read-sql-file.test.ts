import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogObject, KINDS, lookupOf, type Reading } from '#app/catalog';
import { compare, WHOLE_SCOPE } from '#app/compare';
import { forkChild } from '#main/platform/fork-child.ts';
import { UNWATCHED } from '#main/platform/work.ts';
import { createShadow, type Shadow } from '#main/shadow/shadow.ts';
import { readSqlFile } from '#main/sources/sql-file/read-sql-file.ts';

let folder: string;
let shadow: Shadow;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'raingauge-sql-file-'));
  shadow = createShadow({ spawn: forkChild, cacheFolder: folder });
});

afterAll(async () => {
  await shadow.close();
  rmSync(folder, { recursive: true, force: true });
});

function read(sql: string, asRole: string | null = null): Promise<Reading> {
  const path = join(folder, 'database.sql');
  writeFileSync(path, sql);
  return readSqlFile(path, { shadow, source: { kind: 'sql', label: 'database.sql' }, asRole, work: UNWATCHED });
}

const linesOf = (reading: Reading, id: string) =>
  lookupOf(reading.catalog)
    .find(id)
    ?.origins.map(({ line }) => line);

describe('a .sql file', () => {
  it('is built and read, every object with its line, inside CREATE TABLE too', async () => {
    const reading = await read(`-- a comment with ö
CREATE TYPE mood AS ENUM ('glad', 'sad');

CREATE TABLE guests (
  id uuid PRIMARY KEY,
  mood mood
);
CREATE INDEX guests_mood ON guests (mood);
ALTER TABLE guests ADD COLUMN name text;
ALTER TABLE guests ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON guests USING (true);
DO $$ BEGIN
  CREATE TABLE made_in_a_block (id int CHECK (id > 0));
END $$;
CREATE FUNCTION answer() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 41; SELECT 42; END;
CREATE ROLE clerk;
GRANT SELECT ON guests TO clerk;
`);
    expect(reading.report).toEqual([]);
    expect(linesOf(reading, 'enum:public.mood')).toEqual([2]);
    expect(linesOf(reading, 'table:public.guests')).toEqual([4, 10]);
    expect(linesOf(reading, 'column:public.guests.mood')).toEqual([6]);
    expect(linesOf(reading, 'column:public.guests.name')).toEqual([9]);
    expect(linesOf(reading, 'primary-key:public.guests.guests_pkey')).toEqual([5]);
    expect(linesOf(reading, 'index:public.guests_mood')).toEqual([8]);
    expect(linesOf(reading, 'policy:public.guests.everybody')).toEqual([11]);
    expect(linesOf(reading, 'table:public.made_in_a_block')).toEqual([13]);
    expect(linesOf(reading, 'check:public.made_in_a_block.made_in_a_block_id_check')).toEqual([13]);
    expect(linesOf(reading, 'function:public.answer()')).toEqual([15]);
    expect(linesOf(reading, 'role:clerk')).toEqual([16]);
    const without = KINDS.flatMap((kind): readonly CatalogObject[] => reading.catalog.objects[kind]).filter(
      ({ id, origins }) =>
        origins.length === 0 && id !== 'schema:public' && id !== 'extension:plpgsql' && id !== 'role:postgres',
    );
    expect(without.map(({ id }) => id)).toEqual([]);
  });

  it('says which line fails and keeps the rest', async () => {
    const reading = await read(
      'CREATE TABLE a (id int);\n\nCREATE TABLE b (id wrong_type);\nCREATE TABLE c (id int);\n',
    );
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(reading.report).toHaveLength(1);
    expect(reading.report[0]).toMatchObject({ effect: 'unread', code: 'statement-failed', origin: { line: 3 } });
    expect(reading.report[0]?.message).toContain('type "wrong_type" does not exist');
  });

  it('names what a statement that fails was to make, so that it is not taken for absent', async () => {
    const reading = await read(`CREATE TABLE a (id int, name text);
CREATE INDEX by_name ON a USING bm25 (name);
ALTER TABLE a ADD CONSTRAINT one CHECK (nothing > 0);
ALTER TABLE a ALTER COLUMN id TYPE wrong_type;
ALTER TABLE a OWNER TO CURRENT_USER, ALTER COLUMN nothing SET NOT NULL;
`);
    expect(reading.report.map(({ object }) => object)).toEqual([
      'index:public.by_name',
      'check:public.a.one',
      'column:public.a.id',
      expect.anything(),
    ]);
    const other = await read('CREATE TABLE a (id int, name text);\nCREATE INDEX by_name ON a (name);');
    const { differences } = compare(reading, other, { scope: WHOLE_SCOPE, answers: new Map() });
    expect(differences.map(({ key, verdict, reason }) => [key, verdict, /bm25/.test(reason)])).toEqual([
      ['index:public.by_name', 'undecided', true],
    ]);
  });

  it('keeps the statements around one that does not parse', async () => {
    const reading = await read('CREATE TABLE a (id int);\nCREATE TABEL b (id int);\nCREATE TABLE c (id int);\n');
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(reading.report[0]).toMatchObject({ effect: 'unread', origin: { line: 2, column: 8 } });
  });

  it('keeps the statements before a quote that is never closed', async () => {
    const reading = await read(
      "CREATE TABLE a (id int);\nCREATE TABLE b (id text DEFAULT 'x);\nCREATE TABLE c (id int);\n",
    );
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a']);
    expect(reading.report[0]).toMatchObject({ effect: 'unread', origin: { line: 2 } });
  });

  it("accepts pg_dump's output: psql commands and rows are left out and listed", async () => {
    const reading = await read(`\\restrict abc
SET statement_timeout = 0;
CREATE TABLE public.a (id integer, note text DEFAULT '
\\not a command
');
COPY public.a (id, note) FROM stdin;
1\tit's; here
\\.
ALTER TABLE ONLY public.a ADD CONSTRAINT a_pkey PRIMARY KEY (id);
\\unrestrict abc
`);
    expect(reading.report.map(({ code, origin }) => [code, origin?.line])).toEqual([
      ['psql-command-skipped', 1],
      ['copy-data-skipped', 6],
      ['psql-command-skipped', 10],
    ]);
    expect(linesOf(reading, 'primary-key:public.a.a_pkey')).toEqual([9]);
    expect(lookupOf(reading.catalog).columnOf('public', 'a', 'note')?.default).toContain('not a command');
  });

  it('is read as the role it is to be read as', async () => {
    const reading = await read('CREATE ROLE auditor; CREATE TABLE a (id int);', 'auditor');
    expect(linesOf(reading, 'table:public.a')).toEqual([1]);
  });

  it('makes such a role in the middle of the file’s own transaction, and lets another failure end it', async () => {
    const reading = await read(`BEGIN;
CREATE TABLE a (id int);
GRANT SELECT ON a TO somebody_else;
SAVEPOINT own;
CREATE TABLE b (id int);
ROLLBACK TO SAVEPOINT own;
COMMIT;
BEGIN;
CREATE TABLE c (id int);
SELECT nothing_like_it();
CREATE TABLE d (id int);
COMMIT;
CREATE TABLE e (id int);
`);
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['a', 'e']);
    expect(reading.catalog.objects.grant.map(({ grantee }) => grantee)).toContain('somebody_else');
    const failed = reading.report.filter(({ code }) => code === 'statement-failed');
    expect(failed.map(({ origin, because }) => [origin?.line, because?.line])).toEqual([
      [10, undefined],
      [11, 10],
    ]);
  });

  it('names a role that nothing makes', async () => {
    const reading = await read('CREATE TABLE a (id int);\nGRANT SELECT ON a TO nobody_made_me;');
    expect(reading.report.map(({ code, effect }) => [code, effect])).toEqual([['role-stubbed', 'replaced']]);
  });

  it('says that a file is not there', async () => {
    const missing = readSqlFile(join(folder, 'missing.sql'), {
      shadow,
      source: { kind: 'sql', label: 'missing.sql' },
      work: UNWATCHED,
    });
    await expect(missing).rejects.toMatchObject({ data: { code: 'file-not-found' } });
  });
});
