import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookupOf, unreadIn } from '#app/catalog';
import { codes, journalOf, openBench, places } from './support.ts';

let bench: Awaited<ReturnType<typeof openBench>>;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const readOf = async (...texts: readonly string[]) => (await bench.project(journalOf(...texts))).read();

describe('each object knows the statement that made it and those that changed it', () => {
  it('through renames of everything above it', async () => {
    const reading = await readOf(
      `CREATE SCHEMA old;
CREATE TABLE old.people (
  id int CONSTRAINT people_pk PRIMARY KEY,
  name text
);
CREATE INDEX people_name ON old.people (name);
CREATE POLICY p ON old.people USING (true);`,
      `ALTER SCHEMA old RENAME TO new;
ALTER TABLE new.people RENAME TO persons;
ALTER TABLE new.persons RENAME CONSTRAINT people_pk TO persons_pk;
ALTER TABLE new.persons RENAME COLUMN name TO label;
ALTER INDEX new.people_name RENAME TO persons_label;
ALTER POLICY p ON new.persons RENAME TO q;
ALTER TABLE new.persons SET SCHEMA public;`,
    );
    expect(reading.report).toEqual([]);
    expect(places(reading, 'schema:new')).toEqual(['0000_step.sql:1', '0001_step.sql:1']);
    expect(places(reading, 'table:public.persons')?.[0]).toBe('0000_step.sql:2');
    expect(places(reading, 'table:public.persons')?.at(-1)).toBe('0001_step.sql:7');
    expect(places(reading, 'primary-key:public.persons.persons_pk')).toEqual(['0000_step.sql:3', '0001_step.sql:3']);
    expect(places(reading, 'column:public.persons.label')).toEqual(['0000_step.sql:4', '0001_step.sql:4']);
    expect(places(reading, 'index:public.persons_label')).toContain('0001_step.sql:5');
    expect(places(reading, 'policy:public.persons.q')).toEqual(['0000_step.sql:7', '0001_step.sql:6']);
    const renamed = reading.migrations?.statements.flatMap(({ objects }) =>
      objects.flatMap(({ object, was }) => (was === undefined ? [] : [`${was} → ${object}`])),
    );
    expect(renamed).toEqual([
      'schema:old → schema:new',
      'table:new.people → table:new.persons',
      'primary-key:new.persons.people_pk → primary-key:new.persons.persons_pk',
      'column:new.persons.name → column:new.persons.label',
      'index:new.people_name → index:new.persons_label',
      'policy:new.persons.p → policy:new.persons.q',
      'table:new.persons → table:public.persons',
      'index:new.persons_label → index:public.persons_label',
    ]);
  });

  it('a key without a name by its columns, whatever they are called since', async () => {
    const reading = await readOf(
      `CREATE TABLE people (id int, mail text,
  UNIQUE (id),
  UNIQUE (mail));
CREATE INDEX ON people (mail);`,
      `ALTER TABLE people RENAME COLUMN mail TO email;
ALTER TABLE people RENAME TO guests;`,
    );
    expect(reading.report).toEqual([]);
    expect(places(reading, 'unique:public.guests.people_mail_key')).toEqual(['0000_step.sql:3']);
    expect(places(reading, 'index:public.people_mail_idx')).toEqual(['0000_step.sql:4']);
  });

  it('of every kind, whatever the search_path and however it is made', async () => {
    const reading = await readOf(
      `CREATE SCHEMA app;
SET search_path TO app;
CREATE TABLE t (id int, v text);
CREATE TYPE mood AS ENUM ('a');
RESET search_path;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2';
DO $$ BEGIN
  EXECUTE 'CREATE VIEW app.v AS SELECT id FROM app.t';
  EXECUTE format('CREATE SEQUENCE app.%I', 'counter');
END $$;`,
      `ALTER TYPE app.mood ADD VALUE 'b';
CREATE OR REPLACE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 3';
COMMENT ON TABLE app.t IS 'said';
CREATE ROLE clerk;
GRANT SELECT ON app.t TO clerk;
DO $$ BEGIN EXECUTE 'ALTER TABLE app.t ADD COLUMN ' || 'late int'; END $$;`,
    );
    expect(reading.report).toEqual([]);
    expect(places(reading, 'table:app.t')?.slice(0, 2)).toEqual(['0000_step.sql:3', '0001_step.sql:3']);
    expect(places(reading, 'enum:app.mood')).toEqual(['0000_step.sql:4', '0001_step.sql:1']);
    expect(places(reading, 'domain:public.positive')).toEqual(['0000_step.sql:6']);
    expect(places(reading, 'function:public.f(integer)')).toEqual(['0000_step.sql:7']);
    expect(places(reading, 'function:public.f(text)')).toEqual(['0000_step.sql:8', '0001_step.sql:2']);
    expect(places(reading, 'view:app.v')).toEqual(['0000_step.sql:10']);
    expect(places(reading, 'sequence:app.counter')).toEqual(['0000_step.sql:9']);
    expect(places(reading, 'role:clerk')).toEqual(['0001_step.sql:4']);
    expect(places(reading, 'column:app.t.late')).toEqual(['0001_step.sql:6']);
    const grant = reading.catalog.objects.grant.find(({ grantee }) => grantee === 'clerk');
    expect(grant?.origins).toMatchObject([{ file: 'drizzle/0001_step.sql', line: 5 }]);
  });
});

describe('each statement', () => {
  it('says what it did to which object, and which found nothing to do', async () => {
    const reading = await readOf(
      `CREATE TABLE a (id int PRIMARY KEY, b int);
CREATE TABLE IF NOT EXISTS a (id int);
ALTER TABLE a ADD COLUMN IF NOT EXISTS b int;
DROP TABLE IF EXISTS nothing;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'a') THEN CREATE TABLE a (id int); END IF; END $$;
INSERT INTO a VALUES (1, 2);
DROP TABLE a;`,
    );
    expect(
      reading.migrations?.statements.map(({ command, outcome, objects }) => [
        command,
        outcome,
        ...objects.map(({ object, did }) => `${did} ${object}`),
      ]),
    ).toEqual([
      ['CREATE TABLE', 'ran', 'made table:public.a', 'made column:public.a.id', 'made column:public.a.b'],
      ['CREATE TABLE', 'no-effect'],
      ['ALTER TABLE', 'no-effect'],
      ['DROP TABLE', 'no-effect'],
      ['DO', 'no-effect'],
      ['INSERT', 'ran'],
      ['DROP TABLE', 'ran', 'dropped table:public.a'],
    ]);
    expect(reading.catalog.objects.table).toEqual([]);
    expect(reading.migrations?.removed?.map(({ object }) => object)).toContain('table:public.a');
  });

  it('that cannot run in a transaction is run beside it, flagged and said', async () => {
    const reading = await readOf(
      'CREATE TABLE t (id int);\nSET LOCAL search_path = public;\nCREATE INDEX CONCURRENTLY i ON t (id);\nVACUUM t;\nCREATE TABLE u (id int);',
    );
    expect(codes(reading)).toEqual([
      'note not-in-one-transaction',
      'note outside-transaction',
      'note outside-transaction',
    ]);
    expect(reading.catalog.objects.index.map(({ name }) => name)).toEqual(['i']);
    expect(reading.migrations?.statements.map(({ outsideTransaction }) => outsideTransaction)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('that fails has the server’s words at its own line and column; independent ones still run', async () => {
    const reading = await readOf(
      'ALTER TABLE pulled ADD COLUMN x int;\nCREATE TABLE own (\n  id int,\n  wrong nothing\n);\nCREATE TABLE good (id int);\nCREATE TABLE (;',
      'CREATE TABLE later (id int);',
    );
    const failed = reading.report.filter(({ effect }) => effect === 'unread');
    expect(
      failed.map(({ origin, message }) => [origin?.line, origin?.column, message.split('PostgreSQL: ')[1]]),
    ).toEqual([
      [1, 1, 'relation "pulled" does not exist'],
      [4, 9, 'type "nothing" does not exist'],
      [7, 14, 'syntax error at or near "("'],
    ]);
    expect(reading.catalog.objects.table.map(({ name }) => name)).toEqual(['good', 'later']);
    expect(reading.migrations?.statements.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      'ran',
      'failed',
      'ran',
    ]);
  });

  it('that fails says what it was to make or change, as far as its text tells', async () => {
    const reading = await readOf(
      [
        'CREATE TABLE good (id int);',
        'CREATE INDEX good_search ON good USING bm25 (id);',
        'ALTER TABLE good ALTER COLUMN id TYPE nothing;',
        'CREATE MATERIALIZED VIEW IF NOT EXISTS "tags" AS select count(*) as n, from good;',
        'CREATE TABLE (;',
      ].join('\n'),
    );
    expect(reading.migrations?.statements.map(({ meant }) => meant)).toEqual([
      undefined,
      [{ object: 'index:public.good_search', did: 'made' }],
      [{ object: 'column:public.good.id', did: 'changed' }],
      [{ object: 'materialized-view:public.tags', did: 'made' }],
      undefined,
    ]);
  });

  it('that fails for want of what another failed to make says which', async () => {
    const reading = await readOf(
      [
        'CREATE TABLE docs (id int PRIMARY KEY, v halfvec2);',
        'CREATE INDEX docs_v ON docs (v);',
        'COMMENT ON INDEX docs_v IS $$said$$;',
        'CREATE TABLE other (id int, doc int REFERENCES docs (id), UNIQUE (id));',
        'ALTER TABLE public.docs ADD COLUMN n int;',
        'CREATE TABLE fine (id int);',
        'ALTER TABLE fine ADD COLUMN late nothing;',
        'CREATE INDEX fine_late ON fine (late);',
        'CREATE FUNCTION f(int) RETURNS nothing LANGUAGE sql AS $$ SELECT 1 $$;',
        'SELECT f(1);',
        'SELECT late FROM fine, elsewhere;',
      ].join('\n'),
    );
    const failed = reading.report.filter(({ code }) => code === 'statement-failed');
    expect(failed.map(({ origin, because }) => [origin?.line, because?.line])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 1],
      [7, undefined],
      [8, 7],
      [9, undefined],
      [10, 9],
      [11, undefined],
    ]);
    expect(unreadIn(reading.report).map(({ message }) => message.split('Because of it ')[1])).toEqual([
      '4 others fail: drizzle/0000_step.sql:2, drizzle/0000_step.sql:3, drizzle/0000_step.sql:4, drizzle/0000_step.sql:5',
      'another statement fails: drizzle/0000_step.sql:8',
      'another statement fails: drizzle/0000_step.sql:10',
      undefined,
    ]);
  });

  it('of psql, and rows of COPY, are left out and said', async () => {
    const reading = await readOf(
      '\\connect other\nCREATE TABLE t (id int);\nCOPY t FROM stdin;\n1\n2\n\\.\nCREATE TABLE u (id int);',
    );
    expect(reading.report.map(({ code, origin }) => [code, origin?.line])).toEqual([
      ['psql-command-skipped', 1],
      ['copy-data-skipped', 3],
    ]);
    expect(lookupOf(reading.catalog).find('table:public.u')).toBeDefined();
  });
});
