import type { DraftCase } from '../draft-case.ts';

const BOOKS = `CREATE TABLE books (id int PRIMARY KEY, title text NOT NULL, pages int, price numeric(8,2) DEFAULT 0, out date);`;
const ROLES = `DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`;

export const VIEWS: readonly DraftCase[] = [
  {
    name: 'a view comes',
    given: BOOKS,
    from: '',
    to: 'CREATE VIEW long AS SELECT id, title FROM books WHERE pages > 500;',
  },
  {
    name: 'a recursive view comes',
    given: 'CREATE TABLE nodes (id int PRIMARY KEY, parent int REFERENCES nodes, label text);',
    from: '',
    to: 'CREATE RECURSIVE VIEW tree (id, parent, depth) AS SELECT id, parent, 0 FROM nodes WHERE parent IS NULL UNION ALL SELECT n.id, n.parent, t.depth + 1 FROM nodes n JOIN tree t ON n.parent = t.id;',
  },
  {
    name: 'a view goes with its table',
    from: `${BOOKS} CREATE VIEW long AS SELECT id, title FROM books WHERE pages > 500;`,
    to: '',
  },
  {
    name: 'a view goes before a table that goes early',
    from: `${BOOKS} CREATE MATERIALIZED VIEW early AS SELECT id FROM books; CREATE FUNCTION again(x early) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; /* again */ END'; CREATE TRIGGER told AFTER DELETE ON books EXECUTE FUNCTION told(); CREATE TABLE maps (id int);`,
    to: `CREATE FUNCTION told() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE TABLE maps (id int); CREATE INDEX books ON maps (id);`,
  },
  {
    name: 'a view loses a column in the middle',
    given: BOOKS,
    from: 'CREATE VIEW v AS SELECT id, title, pages FROM books;',
    to: 'CREATE VIEW v AS SELECT id, pages FROM books;',
  },
  {
    name: 'a view renames a column of its own',
    given: BOOKS,
    from: 'CREATE VIEW v AS SELECT id, title AS name FROM books;',
    to: 'CREATE VIEW v AS SELECT id, title AS heading FROM books;',
  },
  {
    name: 'a view reads another table of the same shape',
    given: `${BOOKS} CREATE TABLE maps (LIKE books);`,
    from: 'CREATE VIEW v AS SELECT id, title FROM books;',
    to: 'CREATE VIEW v AS SELECT id, title FROM maps;',
    never: ['DROP VIEW'],
  },
  {
    name: 'a view turns to a new table while the old one goes',
    from: 'CREATE TABLE a (x int, y int); CREATE VIEW v AS SELECT x, y FROM a;',
    to: 'CREATE TABLE b (x int, y int); CREATE VIEW v AS SELECT x, y FROM b;',
  },
  {
    name: 'a view turns to a new column while the old one goes',
    from: 'CREATE TABLE a (x int, old text); CREATE VIEW v AS SELECT x, old AS said FROM a WHERE old IS NOT NULL;',
    to: 'CREATE TABLE a (x int, fresh text); CREATE VIEW v AS SELECT x, fresh AS said FROM a WHERE fresh IS NOT NULL;',
  },
  {
    name: 'views in a chain stand on a column that goes',
    from: `${BOOKS} CREATE VIEW a AS SELECT id, pages FROM books; CREATE VIEW b AS SELECT id, pages + 1 AS more FROM a; CREATE VIEW c AS SELECT max(more) AS most FROM b;`,
    to: `${BOOKS} ALTER TABLE books DROP pages; CREATE VIEW a AS SELECT id, 1 AS pages FROM books; CREATE VIEW b AS SELECT id, pages + 1 AS more FROM a; CREATE VIEW c AS SELECT max(more) AS most FROM b;`,
  },
  {
    name: 'a column grows wider under a chain of views with comments and grants',
    given: ROLES,
    from: `CREATE TABLE t (a int, b varchar(10)); CREATE VIEW v AS SELECT a, b FROM t; COMMENT ON VIEW v IS 'first'; COMMENT ON COLUMN v.b IS 'short'; GRANT SELECT ON v TO reader; GRANT UPDATE (a) ON v TO reader; CREATE VIEW w AS SELECT b FROM v; COMMENT ON VIEW w IS 'second'; CREATE MATERIALIZED VIEW m AS SELECT b FROM w; COMMENT ON MATERIALIZED VIEW m IS 'third'; CREATE INDEX m_b ON m (b); COMMENT ON INDEX m_b IS 'fourth'; GRANT SELECT ON m TO reader;`,
    to: `CREATE TABLE t (a bigint, b varchar(20)); CREATE VIEW v AS SELECT a, b FROM t; COMMENT ON VIEW v IS 'first'; COMMENT ON COLUMN v.b IS 'short'; GRANT SELECT ON v TO reader; GRANT UPDATE (a) ON v TO reader; CREATE VIEW w AS SELECT b FROM v; COMMENT ON VIEW w IS 'second'; CREATE MATERIALIZED VIEW m AS SELECT b FROM w; COMMENT ON MATERIALIZED VIEW m IS 'third'; CREATE INDEX m_b ON m (b); COMMENT ON INDEX m_b IS 'fourth'; GRANT SELECT ON m TO reader;`,
  },
  {
    name: 'a view gets a security barrier and loses a check option',
    given: BOOKS,
    from: 'CREATE VIEW v AS SELECT id FROM books WHERE pages > 1 WITH LOCAL CHECK OPTION;',
    to: 'CREATE VIEW v WITH (security_barrier) AS SELECT id FROM books WHERE pages > 1;',
    never: ['DROP VIEW'],
  },
  {
    name: 'options keep the order that they were said in',
    since: 15,
    given: BOOKS,
    from: '',
    to: 'CREATE VIEW v WITH (security_invoker = true, security_barrier = true) AS SELECT id FROM books; CREATE INDEX b ON books USING brin (id) WITH (pages_per_range = 8, autosummarize = on);',
    says: ['pages_per_range = 8, autosummarize = on', 'security_invoker = true, security_barrier = true'],
  },
  {
    name: 'a view checks cascaded and reads as its invoker',
    since: 15,
    given: BOOKS,
    from: 'CREATE VIEW v AS SELECT id FROM books WHERE pages > 1 WITH LOCAL CHECK OPTION;',
    to: 'CREATE VIEW v WITH (security_invoker = true) AS SELECT id FROM books WHERE pages > 1 WITH CASCADED CHECK OPTION;',
  },
  {
    name: 'a view changes query and options at once',
    given: BOOKS,
    from: 'CREATE VIEW v WITH (security_barrier) AS SELECT id FROM books;',
    to: 'CREATE VIEW v AS SELECT id, title FROM books WHERE pages > 2 WITH CHECK OPTION;',
  },
  {
    name: 'a view keeps its comment while its query changes',
    given: BOOKS,
    from: "CREATE VIEW v AS SELECT id FROM books; COMMENT ON VIEW v IS 'all'; COMMENT ON COLUMN v.id IS 'key';",
    to: "CREATE VIEW v AS SELECT id, title FROM books; COMMENT ON VIEW v IS 'all'; COMMENT ON COLUMN v.id IS 'the key'; COMMENT ON COLUMN v.title IS 'new';",
  },
  {
    name: 'a view groups by a key that is dropped and made again',
    from: 'CREATE TABLE t (id int CONSTRAINT one PRIMARY KEY, name text); CREATE TABLE u (t int); CREATE VIEW v AS SELECT t.id, t.name, count(*) FROM t JOIN u ON u.t = t.id GROUP BY t.id;',
    to: 'CREATE TABLE t (id int, part int, name text, CONSTRAINT one PRIMARY KEY (id, part)); CREATE TABLE u (t int); CREATE VIEW v AS SELECT t.id, t.name, count(*) FROM t JOIN u ON u.t = t.id GROUP BY t.id, t.part;',
  },
  {
    name: 'a view becomes a table and a table a view',
    given: BOOKS,
    from: 'CREATE VIEW a AS SELECT id FROM books; CREATE TABLE b (id int);',
    to: 'CREATE TABLE a (id int); CREATE VIEW b AS SELECT id FROM books;',
  },
  {
    name: 'a view becomes a materialized one with an index',
    given: BOOKS,
    from: 'CREATE VIEW v AS SELECT id, title FROM books; CREATE VIEW w AS SELECT id FROM v;',
    to: 'CREATE MATERIALIZED VIEW v AS SELECT id, title FROM books; CREATE UNIQUE INDEX v_id ON v (id); CREATE VIEW w AS SELECT id FROM v;',
  },
  {
    name: 'a view has a trigger instead of insert',
    given: `${BOOKS} CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`,
    from: 'CREATE VIEW v AS SELECT id FROM books; CREATE TRIGGER i INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();',
    to: "CREATE VIEW v AS SELECT title, id FROM books; CREATE TRIGGER i INSTEAD OF INSERT OR UPDATE ON v FOR EACH ROW EXECUTE FUNCTION f(); COMMENT ON TRIGGER i ON v IS 'in';",
  },
  {
    name: 'a view is made anew and keeps its trigger, rule and defaults',
    from: "CREATE TABLE t (a int, b text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE VIEW v AS SELECT a, b FROM t; ALTER VIEW v ALTER b SET DEFAULT 'x'; CREATE TRIGGER i INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f(); CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;",
    to: "CREATE TABLE t (a bigint, b text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE VIEW v AS SELECT a, b FROM t; ALTER VIEW v ALTER b SET DEFAULT 'x'; CREATE TRIGGER i INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f(); CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;",
  },
  {
    name: 'a view uses a function that changes its result',
    from: `${BOOKS} CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1'; CREATE VIEW v AS SELECT f(pages) AS f FROM books;`,
    to: `${BOOKS} CREATE FUNCTION f(int) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text'; CREATE VIEW v AS SELECT f(pages) AS f FROM books;`,
  },
  {
    name: 'a view selects the whole row of a table that gets a column',
    from: 'CREATE TABLE t (a int); CREATE VIEW v AS SELECT t FROM t; CREATE VIEW w AS SELECT * FROM t;',
    to: 'CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT t FROM t; CREATE VIEW w AS SELECT * FROM t;',
  },
  {
    name: 'views change places: what was below is above',
    from: 'CREATE VIEW a AS SELECT 1 AS x; CREATE VIEW b AS SELECT x FROM a;',
    to: 'CREATE VIEW b AS SELECT 1 AS x; CREATE VIEW a AS SELECT x FROM b;',
  },
  {
    name: 'a view moves to another schema and changes',
    given: 'CREATE SCHEMA s; CREATE TABLE t (a int, b int);',
    from: 'CREATE VIEW v AS SELECT a FROM t;',
    to: 'CREATE VIEW s.w AS SELECT a, b FROM t;',
    renames: ['view:public.v->s.w'],
    never: ['DROP VIEW'],
  },
  {
    name: 'a materialized view moves and keeps its indexes',
    given: 'CREATE SCHEMA s; CREATE TABLE t (a int, b int);',
    from: 'CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE INDEX m_a ON m (a);',
    to: 'CREATE MATERIALIZED VIEW s.n AS SELECT a FROM t; CREATE INDEX m_a ON s.n (a);',
    renames: ['public.m->s.n'],
    never: ['DROP MATERIALIZED'],
  },
  {
    name: 'a materialized view is no longer filled, another has options',
    given: 'CREATE TABLE t (a int);',
    from: 'CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE MATERIALIZED VIEW n AS SELECT a FROM t;',
    to: 'CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA; CREATE MATERIALIZED VIEW n WITH (fillfactor = 70, autovacuum_enabled = false) AS SELECT a FROM t;',
  },
  {
    name: 'materialized views on each other change below',
    from: 'CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE MATERIALIZED VIEW n AS SELECT a FROM m; CREATE UNIQUE INDEX n_a ON n (a); CREATE INDEX m_a ON m (a);',
    to: 'CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT a + 1 AS a FROM t; CREATE MATERIALIZED VIEW n AS SELECT a FROM m; CREATE UNIQUE INDEX n_a ON n (a); CREATE INDEX m_a ON m (a);',
  },
  {
    name: 'an index of a materialized view changes',
    given: 'CREATE TABLE t (a int, b int); CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;',
    from: 'CREATE INDEX i ON m (a); CREATE INDEX j ON m (b);',
    to: "CREATE UNIQUE INDEX i ON m (a, b); CREATE INDEX k ON m (b DESC) WHERE a > 0; COMMENT ON INDEX k IS 'k';",
  },
  {
    name: 'a view calls window functions and casts to a domain that goes',
    from: 'CREATE DOMAIN d AS int; CREATE TABLE t (a int); CREATE VIEW v AS SELECT a::d AS a, rank() OVER (PARTITION BY a ORDER BY a DESC) FROM t;',
    to: 'CREATE TABLE t (a int); CREATE VIEW v AS SELECT a, rank() OVER (PARTITION BY a ORDER BY a DESC) FROM t;',
  },
  {
    name: 'a view names columns in capitals, with dots and quotes',
    from: 'CREATE TABLE "My.Table" ("Some""Col" int, "camelCase" text); CREATE VIEW "My View" AS SELECT "Some""Col", "camelCase" AS "select" FROM "My.Table";',
    to: 'CREATE TABLE "My.Table" ("Some""Col" bigint, "camelCase" text); CREATE VIEW "My View" AS SELECT "Some""Col", "camelCase" AS "select", 1 AS "1" FROM "My.Table";',
  },
  {
    name: 'a table below a view becomes partitioned',
    from: "CREATE TABLE t (id int PRIMARY KEY, at date, n numeric); CREATE VIEW v AS SELECT date_trunc('month', at) AS m, sum(n) AS s FROM t GROUP BY 1;",
    to: "CREATE TABLE t (id int, at date, n numeric, PRIMARY KEY (id, at)) PARTITION BY RANGE (at); CREATE VIEW v AS SELECT date_trunc('month', at) AS m, sum(n) AS s FROM t GROUP BY 1;",
  },
];
