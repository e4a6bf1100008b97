import { describe, expect, it } from 'vitest';
import type { Statistics } from '#app/catalog';
import { createTextLinter } from '#main/sources/sql-file/lint-text.ts';
import { createTextWords } from '#main/sources/sql-file/text-words.ts';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import { schemaOf } from '#test/support/catalog/schema-of.ts';

const CATALOG = schemaOf({
  tables: {
    users: ['id uuid pk', 'company_id uuid', 'email text !', 'age integer', 'mood public.mood'],
    posts: ['id uuid pk', 'user_id uuid -> users'],
  },
  enums: { mood: ['low', 'high'] },
});
const linter = createTextLinter(createTextWords());
const lint = async (...args: Parameters<ReturnType<typeof createTextLinter>>) => (await linter(...args)).problems;

/** `line:column rule` and the words that are marked. */
async function said(text: string, statistics: Statistics | null = null) {
  const lines = text.split('\n');
  return (await lint(text, CATALOG, statistics)).map(
    ({ rule, line, column, length }) =>
      `${line}:${column} ${rule} ${lines[line - 1]?.slice(column - 1, column - 1 + length)}`,
  );
}

/** Without what every plain statement has. */
async function rules(text: string, statistics: Statistics | null = null) {
  const found = await lint(text, CATALOG, statistics);
  return found.map(({ rule }) => rule).filter((rule) => !/idempotent|no-timeout/.test(rule));
}

/** The text with the fix of one rule. */
async function fixed(text: string, rule: string): Promise<string> {
  const fix = (await lint(text, CATALOG)).find((problem) => problem.rule === rule)?.fix;
  if (!fix) throw new Error(`No fix of ${rule}`);
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return fix.edits.toReversed().reduce((changed, { line, column, length, text: by }) => {
    const at = (starts[line - 1] ?? 0) + column - 1;
    return changed.slice(0, at) + by + changed.slice(at + length);
  }, text);
}

describe('a draft', () => {
  it('is marked by line, column and length, behind comments and letters of several bytes', async () => {
    const text = `-- naïve; “quoted”\nSELECT 'é;';\n  CREATE INDEX i\n  ON users ("companyId");`;
    expect((await said(text)).filter((line) => line.includes('column-case'))).toEqual([
      '4:13 migration-column-case "companyId"',
    ]);
  });

  it('that does not parse is marked where the grammar stumbles, and the rest is looked at', async () => {
    expect(
      (await said('SELECT 1;\nALTER TABEL users;\nDROP TABLE posts;')).filter(
        (line) => !/idempotent|timeout/.test(line),
      ),
    ).toEqual(['2:7 lint-syntax TABEL', '3:12 migration-loses-data posts']);
  });

  it('keeps a function’s body together, and says nothing of an empty text', async () => {
    expect(await said('')).toEqual([]);
    expect(await said('-- nothing;\n')).toEqual([]);
    const body =
      'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;';
    expect(await rules(`${body}\nDO $$ BEGIN PERFORM 1; END $$;`)).toEqual([]);
  });

  it.each([
    ['a table that is not there', 'ALTER TABLE nothing ADD COLUMN IF NOT EXISTS x int;', ['lint-unknown-table']],
    [
      'a column that is not there',
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (nickname);',
      ['migration-concurrently', 'lint-unknown-column'],
    ],
    ['a required column without a value', 'ALTER TABLE users ADD COLUMN x int NOT NULL;', ['lint-required-column']],
    ['a time without a zone', 'CREATE TABLE t (id uuid PRIMARY KEY, at timestamp);', ['lint-timestamp-without-zone']],
    ['a padded type', 'ALTER TABLE users ADD COLUMN code char(3);', ['lint-char-type']],
    ['a serial and a short key', 'CREATE TABLE t (id serial PRIMARY KEY);', ['lint-serial', 'lint-short-key']],
    ['a new name', 'ALTER TABLE users RENAME COLUMN age TO years;', ['lint-rename']],
    ['a transaction of its own', 'COMMIT;', ['lint-transaction-control']],
    [
      'a label that is used too early',
      "ALTER TYPE mood ADD VALUE 'meh'; UPDATE users SET mood = 'meh' WHERE age > 3;",
      ['lint-label-used-too-early'],
    ],
    [
      'a name that is cut',
      `CREATE INDEX ${'a'.repeat(70)} ON posts (user_id);`,
      ['lint-name-too-long', 'migration-locks'],
    ],
    [
      'a foreign key that is checked at once',
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users (id);',
      ['migration-locks'],
    ],
  ])('is told of %s', async (_, text, expected) => {
    expect((await rules(text)).sort()).toEqual([...expected].sort());
  });

  it.each([
    [
      'what the draft made before',
      'CREATE TABLE t (id uuid PRIMARY KEY, x int); CREATE INDEX i ON t (x); ALTER TABLE t ADD COLUMN y int NOT NULL; ALTER TABLE t RENAME TO s; DROP TABLE s;',
    ],
    ['a required column with a default', 'ALTER TABLE users ADD COLUMN x int NOT NULL DEFAULT 0;'],
    [
      'a label of a type that the draft makes',
      "CREATE TYPE kind AS ENUM ('a'); CREATE TABLE t (id uuid PRIMARY KEY, kind kind DEFAULT 'a');",
    ],
    [
      'tables of schemas that the catalog has not',
      'CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f();',
    ],
    [
      'columns of a table that was renamed',
      'CREATE TABLE t (id uuid PRIMARY KEY); ALTER TABLE t RENAME TO s; CREATE INDEX i ON s (id);',
    ],
  ])('is not told of %s', async (_, text) => {
    expect(await rules(text)).toEqual([]);
  });

  it('judges locks by the real size of the table', async () => {
    const sized = (rowEstimate: number): Statistics => ({
      tables: [{ table: 'table:public.users', rowEstimate, bytes: 1 }],
    });
    const index = 'CREATE INDEX IF NOT EXISTS i ON users (age);';
    expect(await rules(index, sized(50))).toEqual([]);
    expect(await rules(index, sized(3_000_000))).toEqual(['migration-locks']);
    const messages = (await lint(index, CATALOG, sized(3_000_000))).map(({ message }) => message);
    expect(messages.join()).toContain('3,000,000 rows');
  });

  it.each([
    ['migration-column-case', 'CREATE INDEX i ON users ("companyId");', 'CREATE INDEX i ON users (company_id);'],
    ['migration-concurrently', 'CREATE INDEX CONCURRENTLY i ON users (age);', 'CREATE INDEX i ON users (age);'],
    [
      'migration-not-idempotent',
      'SELECT 1;\nCREATE UNIQUE INDEX i ON users (age);',
      'SELECT 1;\nCREATE UNIQUE INDEX IF NOT EXISTS i ON users (age);',
    ],
    ['migration-not-idempotent', 'DROP TABLE posts;', 'DROP TABLE IF EXISTS posts;'],
    [
      'migration-no-timeout',
      'DROP TABLE IF EXISTS posts;',
      "SET LOCAL lock_timeout = '5s';\nDROP TABLE IF EXISTS posts;",
    ],
    [
      'migration-locks',
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users (id);',
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;',
    ],
    ['lint-required-column', 'ALTER TABLE users ADD COLUMN x int NOT NULL;', 'ALTER TABLE users ADD COLUMN x int;'],
    [
      'lint-timestamp-without-zone',
      'ALTER TABLE users ADD COLUMN x timestamp;',
      'ALTER TABLE users ADD COLUMN x timestamptz;',
    ],
    ['lint-unknown-table', 'ALTER TABLE "Users" ADD COLUMN x int;', 'ALTER TABLE users ADD COLUMN x int;'],
  ])('has a quick fix for %s that ends it', async (rule, text, expected) => {
    const after = await fixed(text, rule);
    expect(after).toBe(expected);
    expect((await lint(after, CATALOG)).map((problem) => problem.rule)).not.toContain(rule);
  });
});

describe('a draft of a thousand lines', () => {
  it('costs, after an edit, what one statement costs and no more', async () => {
    const catalog = largeSchema(1_000);
    const tables = catalog.objects.table.slice(0, 250);
    const text = tables
      .map(
        ({ name }, at) =>
          `-- ${at}\nALTER TABLE ${name}\n  ADD COLUMN extra_${at} text,\n  ADD COLUMN more_${at} timestamp;`,
      )
      .join('\n');
    expect(text.split('\n').length).toBe(1_000);
    const own = createTextLinter(createTextWords());
    const { problems: first } = await own(text, catalog);
    expect(first.filter(({ rule }) => rule === 'lint-timestamp-without-zone')).toHaveLength(250);
    const { problems: again } = await own(`${text}\nDROP TABLE ${tables[0]?.name};`, catalog);
    expect(again.at(-1)?.rule).toMatch(/^migration-/);
  });
});
