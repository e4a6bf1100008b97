import { beforeAll, describe, expect, it } from 'vitest';
import { type LintMark, lintMigrations } from '#app/plan';
import { statementWords } from '#main/sources/sql-file/actions/statement-words.ts';
import { loadParser } from '#main/sources/sql-file/parse-statement.ts';
import { splitSql } from '#main/sources/sql-file/split-sql.ts';

beforeAll(loadParser);

/** The marks of the last of some files. */
async function marksOf(...files: readonly string[]): Promise<readonly (LintMark & { readonly sql: string })[]> {
  const statements = await Promise.all(
    files.map(async (text, group) =>
      (await splitSql(Buffer.from(text))).map(({ sql }) => ({ words: statementWords(sql), group })),
    ),
  );
  const flat = statements.flat();
  return lintMigrations(flat).flatMap((marks, index) => {
    const { words, group } = flat[index] ?? { words: null, group: -1 };
    return group === files.length - 1 ? marks.map((mark) => ({ ...mark, sql: words?.sql ?? '' })) : [];
  });
}

/** Rule, and the words that are marked. */
async function said(rule: string, ...files: readonly string[]): Promise<readonly string[]> {
  const marks = await marksOf(...files);
  return marks.filter((mark) => mark.rule === rule).map(({ sql, at, length }) => sql.slice(at, at + length));
}

const TABLES = `
CREATE TABLE users (id uuid PRIMARY KEY, "sessionToken" text, company_id uuid, age integer, name varchar(80));
CREATE TABLE posts (id uuid PRIMARY KEY, author_id uuid REFERENCES users, mood text);
CREATE TYPE mood AS ENUM ('low', 'meh', 'high');
`;

describe('names in another case than the table has at that point', () => {
  const rule = 'migration-column-case';
  it.each([
    ['an index', 'CREATE INDEX i ON users ("companyId");', ['"companyId"']],
    ['an index on a name that is folded', 'CREATE INDEX i ON users (sessionToken);', ['sessionToken']],
    [
      'a foreign key',
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY ("authorId") REFERENCES users (id);',
      ['"authorId"'],
    ],
    [
      'the far end of a key',
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (author_id) REFERENCES users ("companyId");',
      ['"companyId"'],
    ],
    ['a policy', `CREATE POLICY p ON users USING ("companyId" = current_setting('a')::uuid);`, ['"companyId"']],
    ['an update', 'UPDATE users SET "companyId" = NULL;', ['"companyId"']],
    ['a query with one table', 'UPDATE posts SET mood = (SELECT 1); SELECT "companyId" FROM users;', ['"companyId"']],
    [
      'what a block looks for before it acts',
      `DO $$ BEGIN
         IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'companyId') THEN
           ALTER TABLE users ENABLE ROW LEVEL SECURITY;
         END IF;
       END $$;`,
      ['EXISTS'],
    ],
  ])('are marked in %s', async (_, sql, expected) => {
    const marked = await said(rule, TABLES, sql);
    expect(marked.length).toBe(expected.length);
    if (!sql.startsWith('DO')) expect(marked).toEqual(expected);
  });

  it.each([
    ['a column of that name', 'CREATE INDEX i ON users (company_id);'],
    ['a name that the table has not in any spelling', 'CREATE INDEX i ON users (nickname);'],
    [
      'a column that the same statement adds',
      'ALTER TABLE users ADD COLUMN "companyID" uuid, ADD CONSTRAINT u UNIQUE ("companyID");',
    ],
    [
      'a column that was renamed before',
      'ALTER TABLE users RENAME COLUMN company_id TO "companyId"; CREATE INDEX i ON users ("companyId");',
    ],
    [
      'a table whose columns come from elsewhere',
      'CREATE TABLE copies (LIKE users); CREATE INDEX i ON copies ("companyId");',
    ],
    ['a column of another table in a join', 'SELECT "companyId" FROM users JOIN posts ON true;'],
    [
      'a query inside of a policy',
      'CREATE POLICY p ON posts USING (author_id IN (SELECT "companyId" FROM elsewhere));',
    ],
    [
      'a block that makes what is not there',
      `DO $$ BEGIN
       IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'users' AND column_name = 'companyId') THEN
         ALTER TABLE users ADD COLUMN "companyId" uuid;
       END IF; END $$;`,
    ],
  ])('are not marked for %s', async (_, sql) => {
    expect(await said(rule, TABLES, sql)).toEqual([]);
  });
});

describe('what PostgreSQL refuses in a transaction', () => {
  const rule = 'migration-concurrently';
  it('is marked', async () => {
    expect(
      await said(rule, TABLES, 'CREATE INDEX CONCURRENTLY i ON users (age); DROP INDEX CONCURRENTLY i; VACUUM users;'),
    ).toEqual(['CONCURRENTLY', 'CONCURRENTLY', 'VACUUM']);
  });
  it('is not marked behind a COMMIT, and not where the word is a name', async () => {
    expect(await said(rule, TABLES, 'COMMIT; CREATE INDEX CONCURRENTLY i ON users (age);')).toEqual([]);
    expect(await said(rule, TABLES, 'CREATE INDEX concurrently_built ON users (age);')).toEqual([]);
  });
});

describe('what fails when it is run again', () => {
  const rule = 'migration-not-idempotent';
  it.each([
    'CREATE TABLE t (id int);',
    'ALTER TABLE users ADD COLUMN x int;',
    'ALTER TABLE users DROP COLUMN age;',
    'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0);',
    'CREATE INDEX i ON users (age);',
    "CREATE TYPE t AS ENUM ('a');",
    "ALTER TYPE mood ADD VALUE 'best';",
    'CREATE POLICY p ON users USING (true);',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    'DROP TABLE posts;',
    'ALTER TABLE users RENAME TO people;',
    'CREATE SCHEMA audit;',
  ])('is marked: %s', async (sql) => {
    expect((await said(rule, TABLES, sql)).length).toBe(1);
  });

  it.each([
    'CREATE TABLE IF NOT EXISTS t (id int, CONSTRAINT c CHECK (id > 0));',
    'ALTER TABLE users ADD COLUMN IF NOT EXISTS x int;',
    'ALTER TABLE users DROP CONSTRAINT IF EXISTS c; ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0);',
    'DROP POLICY IF EXISTS p ON users; CREATE POLICY p ON users USING (true);',
    'DROP INDEX IF EXISTS i; CREATE INDEX i ON users (age);',
    'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;',
    "DO $$ BEGIN CREATE TYPE t AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 't') THEN CREATE TYPE t AS ENUM ('a'); END IF; END $$;",
    'ALTER TABLE users ENABLE ROW LEVEL SECURITY;',
    'ALTER TABLE users ALTER COLUMN age SET NOT NULL;',
    'GRANT SELECT ON users TO PUBLIC;',
    'UPDATE users SET age = 1;',
  ])('is not marked: %s', async (sql) => {
    expect(await said(rule, TABLES, sql)).toEqual([]);
  });
});

describe('locks', () => {
  it.each([
    ['an index', 'CREATE INDEX i ON users (age);'],
    ['a foreign key', 'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (author_id) REFERENCES users (id);'],
    ['a type that is written anew', 'ALTER TABLE users ALTER COLUMN age TYPE bigint;'],
    ['NOT NULL', 'ALTER TABLE users ALTER COLUMN age SET NOT NULL;'],
    ['a block', 'DO $$ BEGIN CREATE INDEX i ON users (age); END $$;'],
  ])('are marked where every row is read or written under them: %s', async (_, sql) => {
    expect((await said('migration-locks', TABLES, sql)).length).toBeGreaterThan(0);
  });

  it.each([
    ['a table of the same file', 'CREATE TABLE t (id int); CREATE INDEX i ON t (id);'],
    ['a column that costs nothing', 'ALTER TABLE users ADD COLUMN x int;'],
    ['a constraint that is not validated', 'ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;'],
    ['a type that holds more', 'ALTER TABLE users ALTER COLUMN name TYPE varchar(120);'],
  ])('are not marked for %s', async (_, sql) => {
    expect(await said('migration-locks', TABLES, sql)).toEqual([]);
  });

  it('without a limit are told once in a file', async () => {
    const rule = 'migration-no-timeout';
    const add = 'ALTER TABLE users ADD COLUMN x int; ALTER TABLE users ADD COLUMN y int;';
    expect((await said(rule, TABLES, add)).length).toBe(1);
    expect(await said(rule, TABLES, `SET LOCAL lock_timeout = '5s'; ${add}`)).toEqual([]);
    expect(await said(rule, TABLES, `SELECT set_config('lock_timeout', '5s', true); ${add}`)).toEqual([]);
    expect(await said(rule, TABLES)).toEqual([]);
  });
});

describe('lost data', () => {
  const rule = 'migration-loses-data';
  it.each([
    ['a table', 'DROP TABLE posts;', 1],
    ['a column', 'ALTER TABLE users DROP COLUMN age;', 1],
    ['a column that may be there', 'ALTER TABLE users DROP COLUMN IF EXISTS age;', 1],
    ['a type that holds less', 'ALTER TABLE users ALTER COLUMN name TYPE varchar(10) USING name::varchar(10);', 1],
    ['a truncated table', 'TRUNCATE users CASCADE;', 1],
  ])('is marked: %s', async (_, sql, count) => {
    expect((await said(rule, TABLES, sql)).length).toBe(count);
  });

  it('is marked for labels that a rebuilt enum has not', async () => {
    const sql = `ALTER TYPE mood RENAME TO mood_old; CREATE TYPE mood AS ENUM ('low', 'high');
      ALTER TABLE users ALTER COLUMN feels TYPE mood USING feels::text::mood; DROP TYPE mood_old;`;
    const marks = await marksOf(TABLES, 'ALTER TABLE users ADD COLUMN feels mood;', sql);
    expect(marks.filter((mark) => mark.rule === rule).map(({ message }) => message)).toEqual([
      "It takes 'meh' away from what public.users.feels may hold.",
    ]);
  });

  it.each([
    ['a table of the same file', 'CREATE TABLE t (id int); DROP TABLE t;'],
    ['a table that is not there', 'DROP TABLE IF EXISTS nothing;'],
    ['a constraint', 'ALTER TABLE users DROP CONSTRAINT IF EXISTS c;'],
    ['chosen rows', 'DELETE FROM users WHERE age < 0;'],
    ['an index', 'DROP INDEX IF EXISTS i;'],
  ])('is not marked: %s', async (_, sql) => {
    expect(await said(rule, TABLES, sql)).toEqual([]);
  });
});
