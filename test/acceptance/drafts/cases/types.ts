import type { DraftCase } from '../draft-case.ts';

const MOOD = (labels: string) => `CREATE TYPE mood AS ENUM (${labels});`;
const ABC = MOOD("'a', 'b', 'c'");
const CA = MOOD("'c', 'a'");

/** The same tables and more on an enum that is made anew. */
const rebuilt = (name: string, rest: string, more: Partial<DraftCase> = {}): DraftCase => ({
  name: `an enum loses a label and its order: ${name}`,
  from: `${ABC} ${rest}`,
  to: `${CA} ${rest}`,
  ...more,
});

export const ENUMS: readonly DraftCase[] = [
  {
    name: 'an enum comes with a column',
    from: 'CREATE TABLE t (a int);',
    to: `${ABC} CREATE TABLE t (a int, m mood NOT NULL DEFAULT 'b');`,
  },
  {
    name: 'an enum goes with its column',
    from: `${ABC} CREATE TABLE t (a int, m mood);`,
    to: 'CREATE TABLE t (a int);',
  },
  {
    name: 'an enum goes and its column becomes text',
    from: `${ABC} CREATE TABLE t (m mood DEFAULT 'a', l mood[] DEFAULT '{a,b}');`,
    to: "CREATE TABLE t (m text DEFAULT 'a', l text[] DEFAULT '{a,b}');",
    rows: { insert: "INSERT INTO t VALUES ('b', '{a,c}');", kept: 'SELECT m::text, l::text FROM t' },
  },
  {
    name: 'a label is added and used as a default at once',
    manyTransactions: true,
    from: `${ABC} CREATE TABLE t (m mood DEFAULT 'a');`,
    to: `${MOOD("'a', 'b', 'c', 'd'")} CREATE TABLE t (m mood DEFAULT 'd' CHECK (m <> 'd' OR true));`,
    never: ['DROP TYPE'],
  },
  {
    name: 'a label is renamed by a hint',
    from: `${ABC} CREATE TABLE t (m mood DEFAULT 'a', CHECK (m <> 'b')); CREATE VIEW v AS SELECT * FROM t WHERE m = 'b';`,
    to: `${MOOD("'a', 'bb', 'c'")} CREATE TABLE t (m mood DEFAULT 'a', CHECK (m <> 'bb')); CREATE VIEW v AS SELECT * FROM t WHERE m = 'bb';`,
    renames: ['enum-label:public.mood.b->public.mood.bb'],
    never: ['DROP'],
  },
  {
    name: 'labels with quotes, spaces and capitals',
    from: MOOD("'it''s', 'Two Words', ''"),
    to: MOOD("'it''s', '\"q\"', 'Two Words', '', 'ünï'"),
  },
  { name: 'an empty enum gets labels', from: MOOD(''), to: ABC },
  rebuilt('columns with rows', "CREATE TABLE t (m mood NOT NULL DEFAULT 'a', l mood[] DEFAULT '{a,c}', n mood[][]);", {
    rows: {
      insert: "INSERT INTO t VALUES ('c', '{c,a}', NULL), ('a', NULL, '{{a,c},{c,a}}');",
      kept: 'SELECT m::text, l::text, n::text FROM t',
    },
  }),
  rebuilt(
    'a primary key, a unique key and a foreign key',
    'CREATE TABLE p (m mood PRIMARY KEY, n mood UNIQUE); CREATE TABLE c (m mood REFERENCES p, n mood REFERENCES p (n) ON DELETE SET NULL);',
    {
      rows: {
        insert: "INSERT INTO p VALUES ('a', 'c'); INSERT INTO c VALUES ('a', 'c');",
        kept: 'SELECT m::text, n::text FROM c',
      },
    },
  ),
  rebuilt(
    'checks',
    "CREATE TABLE t (m mood, k int, CONSTRAINT one CHECK (m IN ('a', 'c')), CONSTRAINT two CHECK ((m = 'a') = (k > 0)), CONSTRAINT loose CHECK (m > 'a') NOT VALID);",
  ),
  rebuilt(
    'indexes',
    "CREATE TABLE t (m mood, k int); CREATE INDEX i ON t (m); CREATE UNIQUE INDEX u ON t (k) WHERE m = 'a'; CREATE INDEX e ON t ((m = 'c'), k); COMMENT ON INDEX u IS 'u';",
  ),
  rebuilt(
    'views',
    "CREATE TABLE t (m mood, k int); CREATE VIEW v AS SELECT m, k FROM t WHERE m = 'a'; CREATE VIEW w AS SELECT count(*) FROM v; CREATE MATERIALIZED VIEW x AS SELECT m FROM v; CREATE INDEX x_m ON x (m); CREATE VIEW only_type AS SELECT 'a'::mood AS m;",
  ),
  rebuilt('a view that only casts to text', 'CREATE TABLE t (m mood); CREATE VIEW v AS SELECT m::text AS m FROM t;'),
  rebuilt(
    'functions',
    "CREATE FUNCTION f(m mood DEFAULT 'a') RETURNS mood LANGUAGE sql IMMUTABLE AS 'SELECT m'; CREATE FUNCTION g() RETURNS SETOF mood LANGUAGE sql AS 'SELECT NULL::public.mood'; CREATE FUNCTION h(mood[]) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (k int, CHECK (h('{a}'::mood[]) = k)); COMMENT ON FUNCTION f(mood) IS 'f'; CREATE VIEW v AS SELECT f('a') AS f;",
  ),
  rebuilt(
    'a function with a body in SQL',
    "CREATE TABLE t (m mood); CREATE FUNCTION f() RETURNS int LANGUAGE sql RETURN (SELECT count(*)::int FROM t WHERE m = 'a');",
  ),
  rebuilt(
    'a policy',
    "CREATE TABLE t (m mood); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t FOR SELECT USING (m = 'a'); CREATE POLICY q ON t FOR INSERT WITH CHECK (m <> 'c'); COMMENT ON POLICY p ON t IS 'p';",
  ),
  rebuilt(
    'a trigger with a condition',
    "CREATE TABLE t (m mood); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER x BEFORE UPDATE OF m ON t FOR EACH ROW WHEN (NEW.m = 'a') EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER x;",
  ),
  rebuilt('a rule', "CREATE TABLE t (m mood); CREATE RULE r AS ON INSERT TO t WHERE NEW.m = 'a' DO INSTEAD NOTHING;"),
  rebuilt(
    'a domain',
    "CREATE DOMAIN d AS mood DEFAULT 'a' CHECK (VALUE <> 'c'); CREATE TABLE t (x d, y d[]); CREATE VIEW v AS SELECT x FROM t;",
    { rows: { insert: "INSERT INTO t VALUES ('a', '{a}');", kept: 'SELECT x::text, y::text FROM t' } },
  ),
  rebuilt(
    'a composite type',
    "CREATE TYPE c AS (m mood, k int); CREATE TABLE t (x c, y c[]); CREATE FUNCTION f(c) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    {
      rows: {
        insert: "INSERT INTO t VALUES (ROW('a', 1), ARRAY[ROW('c', 2)::c]);",
        kept: 'SELECT x::text, y::text FROM t',
      },
    },
  ),
  rebuilt(
    'a generated column',
    "CREATE TABLE t (m mood, g text GENERATED ALWAYS AS (CASE WHEN m = 'a' THEN 'yes' ELSE 'no' END) STORED); CREATE INDEX i ON t (g);",
    { rows: { insert: "INSERT INTO t VALUES ('a'), ('c');", kept: 'SELECT m::text, g FROM t ORDER BY 1' } },
  ),
  rebuilt(
    'an exclusion constraint',
    "CREATE TABLE t (r int4range, m mood, EXCLUDE USING gist (r WITH &&) WHERE (m = 'a'));",
  ),
  rebuilt(
    'a partitioned table and its partitions',
    'CREATE TABLE t (m mood, k int DEFAULT 1) PARTITION BY RANGE (k); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9); CREATE INDEX i ON t (m);',
    { rows: { insert: "INSERT INTO t VALUES ('a', 1);", kept: 'SELECT m::text, k FROM t' } },
  ),
  rebuilt(
    'a child by INHERITS',
    "CREATE TABLE a (m mood DEFAULT 'a'); CREATE TABLE b (k int) INHERITS (a); ALTER TABLE b ALTER m SET DEFAULT 'c';",
  ),
  rebuilt('a typed table', "CREATE TYPE c AS (m mood, k int); CREATE TABLE t OF c (m DEFAULT 'a');"),
  rebuilt(
    'a publication with a condition',
    'CREATE TABLE t (m mood PRIMARY KEY, k int); CREATE PUBLICATION pub_mood FOR TABLE t (m);',
    { since: 15 },
  ),
  rebuilt(
    'its comment and grants',
    "COMMENT ON TYPE mood IS 'how'; REVOKE USAGE ON TYPE mood FROM PUBLIC; DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$; GRANT USAGE ON TYPE mood TO reader;",
  ),
  rebuilt(
    'statistics and storage of its columns',
    "CREATE TABLE t (m mood, l mood[]); ALTER TABLE t ALTER m SET STATISTICS 9; ALTER TABLE t ALTER l SET STORAGE EXTERNAL; COMMENT ON COLUMN t.m IS 'm';",
  ),
  {
    name: 'a label goes that rows, defaults and checks no longer have',
    from: `${ABC} CREATE TABLE t (m mood DEFAULT 'b', CONSTRAINT c CHECK (m <> 'b'));`,
    to: `${CA} CREATE TABLE t (m mood DEFAULT 'a');`,
  },
  {
    name: 'two enums are rebuilt that meet in one function',
    from: "CREATE TYPE x AS ENUM ('1', '2'); CREATE TYPE y AS ENUM ('1', '2'); CREATE FUNCTION f(x, y) RETURNS x LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (a x, b y);",
    to: "CREATE TYPE x AS ENUM ('2', '1'); CREATE TYPE y AS ENUM ('2'); CREATE FUNCTION f(x, y) RETURNS x LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (a x, b y);",
  },
  {
    name: 'an enum moves to another schema and is rebuilt',
    given: 'CREATE SCHEMA s;',
    from: `${ABC} CREATE TABLE t (m mood DEFAULT 'a');`,
    to: "CREATE TYPE s.mood AS ENUM ('c', 'a'); CREATE TABLE t (m s.mood DEFAULT 'a');",
    renames: ['enum:public.mood->s.mood'],
  },
  {
    name: 'an enum becomes a domain of the same name',
    from: `${ABC} CREATE TABLE t (m mood);`,
    to: "CREATE DOMAIN mood AS text CHECK (VALUE IN ('a', 'b')); CREATE TABLE t (m mood);",
  },
  {
    name: 'a type that a column is of is replaced by a table of its name',
    from: "CREATE TYPE kind AS ENUM ('a'); CREATE TABLE t (k kind);",
    to: 'CREATE TABLE kind (id int); CREATE TABLE t (k int);',
  },
  {
    name: 'a composite type changes that is stored within another only',
    from: 'CREATE TYPE inner_part AS (a text); CREATE TYPE outer_part AS (i inner_part[]); CREATE TABLE t (o outer_part[]);',
    to: 'CREATE TYPE inner_part AS (a int); CREATE TYPE outer_part AS (i inner_part[]); CREATE TABLE t (o outer_part[]);',
  },
  {
    name: 'a type is replaced by a table of its name',
    from: 'CREATE TYPE place AS (x int);',
    to: 'CREATE TABLE place (x int);',
  },
];

export const DOMAINS: readonly DraftCase[] = [
  {
    name: 'a domain comes with a column',
    from: 'CREATE TABLE t (a int);',
    to: "CREATE DOMAIN email AS text COLLATE \"C\" NOT NULL DEFAULT 'x@y' CONSTRAINT at CHECK (VALUE LIKE '%@%'); CREATE TABLE t (a int, e email);",
  },
  {
    name: 'a domain goes and its column becomes plain',
    from: 'CREATE DOMAIN n AS int CHECK (VALUE > 0); CREATE TABLE t (a n DEFAULT 1, b n[]);',
    to: 'CREATE TABLE t (a int DEFAULT 1, b int[]);',
    rows: { insert: 'INSERT INTO t VALUES (4, NULL);', kept: 'SELECT a::int FROM t' },
  },
  {
    name: 'a domain changes its base under a table, an index and a view',
    from: 'CREATE DOMAIN n AS int CHECK (VALUE > 0); CREATE TABLE t (a n DEFAULT 1 UNIQUE); CREATE VIEW v AS SELECT a FROM t;',
    to: 'CREATE DOMAIN n AS bigint CHECK (VALUE > 0); CREATE TABLE t (a n DEFAULT 1 UNIQUE); CREATE VIEW v AS SELECT a FROM t;',
    rows: { insert: 'INSERT INTO t VALUES (4);', kept: 'SELECT a::int FROM t' },
  },
  {
    name: 'checks of a domain come, go and are renamed',
    from: 'CREATE DOMAIN n AS int CONSTRAINT a CHECK (VALUE > 0) CONSTRAINT b CHECK (VALUE < 10);',
    to: "CREATE DOMAIN n AS int CONSTRAINT a CHECK (VALUE > 1) CONSTRAINT c CHECK (VALUE < 10); COMMENT ON DOMAIN n IS 'n'; COMMENT ON CONSTRAINT c ON DOMAIN n IS 'c';",
  },
  {
    name: 'a check of a domain is validated',
    from: 'CREATE DOMAIN n AS int; ALTER DOMAIN n ADD CONSTRAINT a CHECK (VALUE > 0) NOT VALID;',
    to: 'CREATE DOMAIN n AS int CONSTRAINT a CHECK (VALUE > 0);',
  },
  {
    name: 'a domain on a domain changes below',
    from: 'CREATE DOMAIN a AS int; CREATE DOMAIN b AS a CHECK (VALUE > 0); CREATE TABLE t (x b, y a[]);',
    to: 'CREATE DOMAIN a AS numeric(5,1); CREATE DOMAIN b AS a CHECK (VALUE > 0); CREATE TABLE t (x b, y a[]);',
  },
  {
    name: 'a domain has a default that calls a function that changes',
    from: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN n AS int DEFAULT f(); CREATE TABLE t (x n);",
    to: "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT 2'; CREATE DOMAIN n AS int DEFAULT f(); CREATE TABLE t (x n);",
  },
  {
    name: 'a domain has a check that calls a function that changes',
    from: "CREATE FUNCTION f(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE DOMAIN n AS int CHECK (f(VALUE)); CREATE TABLE t (x n);",
    to: "CREATE FUNCTION f(i int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE DOMAIN n AS int CHECK (f(VALUE)); CREATE TABLE t (x n);",
  },
  {
    name: 'a domain is renamed',
    from: 'CREATE DOMAIN a AS int; CREATE TABLE t (x a);',
    to: 'CREATE DOMAIN b AS int CHECK (VALUE > 0); CREATE TABLE t (x b);',
    renames: ['public.a->public.b'],
    never: ['DROP'],
  },
  {
    name: 'NOT NULL of a domain and its default change',
    from: 'CREATE DOMAIN a AS text NOT NULL; CREATE TABLE t (x a);',
    to: "CREATE DOMAIN a AS text DEFAULT '?'; CREATE TABLE t (x a);",
  },
];

export const COMPOSITES: readonly DraftCase[] = [
  {
    name: 'a composite type comes with a column',
    from: 'CREATE TABLE t (a int);',
    to: "CREATE TYPE place AS (x int, y int, name text COLLATE \"C\"); CREATE TABLE t (a int, p place DEFAULT ROW(1, 2, 'x')); COMMENT ON TYPE place IS 'where'; COMMENT ON COLUMN place.x IS 'x';",
  },
  {
    name: 'a composite type changes in use',
    from: 'CREATE TYPE place AS (x int, y int); CREATE TABLE t (p place, q place[]);',
    to: 'CREATE TYPE place AS (x int, y int, z int); CREATE TABLE t (p place, q place[]);',
    rows: {
      insert: 'INSERT INTO t VALUES (ROW(1, 2), ARRAY[ROW(3, 4)::place]);',
      kept: 'SELECT (p).x, (p).y, (q[1]).x FROM t',
    },
  },
  {
    name: 'an attribute of a composite type in use changes its type',
    from: 'CREATE TYPE place AS (x int, y int); CREATE TABLE t (p place);',
    to: 'CREATE TYPE place AS (x bigint, y int); CREATE TABLE t (p place);',
    rows: { insert: 'INSERT INTO t VALUES (ROW(1, 2));', kept: 'SELECT (p).x::int, (p).y FROM t' },
  },
  {
    name: 'an attribute of a composite type in use goes',
    from: "CREATE TYPE place AS (x int, y int); CREATE TABLE t (p place); CREATE VIEW v AS SELECT (p).x FROM t; CREATE FUNCTION f(place) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE TYPE place AS (x int); CREATE TABLE t (p place); CREATE VIEW v AS SELECT (p).x FROM t; CREATE FUNCTION f(place) RETURNS int LANGUAGE sql AS 'SELECT 1';",
  },
  {
    name: 'a typed table follows its type',
    from: 'CREATE TYPE place AS (x int, y int); CREATE TABLE t OF place (x PRIMARY KEY);',
    to: 'CREATE TYPE place AS (x int, y bigint, z text); CREATE TABLE t OF place (x PRIMARY KEY);',
  },
  {
    name: 'a table is no longer of a type',
    given: 'CREATE TYPE place AS (x int, y int);',
    from: 'CREATE TABLE t OF place;',
    to: 'CREATE TABLE t (x int, y int);',
  },
  {
    name: 'a composite type in a composite type',
    from: 'CREATE TYPE a AS (x int); CREATE TYPE b AS (a a, l a[]);',
    to: 'CREATE TYPE a AS (x text, y int); CREATE TYPE b AS (a a, l a[], n int);',
  },
  {
    name: 'a composite type is renamed and an attribute comes',
    from: 'CREATE TYPE a AS (x int); CREATE TABLE t (p a);',
    to: 'CREATE TYPE b AS (x int, y int); CREATE TABLE t (p b);',
    renames: ['public.a->public.b'],
    never: ['DROP'],
  },
];

export const RANGES: readonly DraftCase[] = [
  {
    name: 'a range type comes with a table',
    from: '',
    to: 'CREATE TYPE span AS RANGE (subtype = float8, subtype_diff = float8mi); CREATE TABLE t (s span);',
  },
  {
    name: 'a range type changes its subtype in use',
    from: "CREATE TYPE span AS RANGE (subtype = int4); CREATE TABLE t (s span, EXCLUDE USING gist (s WITH &&)); CREATE FUNCTION f(span) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE TYPE span AS RANGE (subtype = int8); CREATE TABLE t (s span, EXCLUDE USING gist (s WITH &&)); CREATE FUNCTION f(span) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    rows: { insert: "INSERT INTO t VALUES ('[1,5)');", kept: 'SELECT s::text FROM t' },
  },
  {
    name: 'a range over a type that is rebuilt',
    from: "CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TYPE span AS RANGE (subtype = e); CREATE TABLE t (s span);",
    to: "CREATE TYPE e AS ENUM ('c', 'a'); CREATE TYPE span AS RANGE (subtype = e); CREATE TABLE t (s span);",
  },
  {
    name: 'a range type goes',
    from: 'CREATE TYPE span AS RANGE (subtype = numeric, multirange_type_name = spans_of); CREATE TABLE t (s span, m spans_of);',
    to: 'CREATE TABLE t (x int);',
  },
  {
    name: 'a range type takes the name of the multiranges of one that goes',
    from: 'CREATE TYPE a AS RANGE (subtype = int4, multirange_type_name = many); CREATE TYPE b AS RANGE (subtype = int4); CREATE TABLE t (s b);',
    to: 'CREATE TYPE b AS RANGE (subtype = int8, multirange_type_name = many); CREATE TABLE t (s b);',
    since: 14,
  },
  {
    name: 'a function goes while the type of its argument is rebuilt',
    from: 'CREATE TYPE k AS (a int, b text); CREATE TYPE l AS (x k, y k[]); CREATE TABLE t (v l, w k[]); CREATE FUNCTION g(k) RETURNS l LANGUAGE sql AS $$ SELECT NULL::l $$;',
    to: 'CREATE TYPE k AS (b text, a int); CREATE TABLE t (v text, w k[]);',
  },
  {
    name: 'a domain that lists and a composite type hold gets a check and NOT NULL',
    from: 'CREATE DOMAIN d AS int CHECK (value > 0); CREATE TYPE k AS (x d); CREATE DOMAIN e AS text; CREATE TABLE t (a d, b d[], c e, f k, g e[]);',
    to: "CREATE DOMAIN d AS int CHECK (value > 0) CONSTRAINT small CHECK (value < 100); CREATE TYPE k AS (x d); CREATE DOMAIN e AS text NOT NULL DEFAULT ''; CREATE TABLE t (a d, b d[], c e, f k, g e[]);",
    rows: {
      insert: "INSERT INTO t VALUES (1, '{2,3}', 'c', ROW(4), '{g}');",
      kept: 'SELECT a, b, c, f, g FROM t',
    },
  },
  {
    name: 'a collation of its own is made anew under what uses it',
    from: "CREATE COLLATION nd (PROVIDER = icu, LOCALE = 'und', DETERMINISTIC = false); CREATE DOMAIN d AS text COLLATE nd; CREATE TABLE t (a text COLLATE nd, b text, c d); CREATE INDEX ON t (b COLLATE nd); CREATE VIEW v AS SELECT a FROM t WHERE b COLLATE nd > 'c'; COMMENT ON COLLATION nd IS 'loose';",
    to: "CREATE COLLATION nd (LOCALE = 'C'); CREATE DOMAIN d AS text COLLATE nd; CREATE TABLE t (a text COLLATE nd, b text DEFAULT ('x' COLLATE nd), c d, CHECK (a > 'A' COLLATE nd)); CREATE INDEX ON t (b COLLATE nd);",
    rows: { insert: "INSERT INTO t VALUES ('a', 'b', 'c');", kept: 'SELECT a, b, c::text FROM t' },
  },
  {
    name: 'collations go with the last that uses them',
    from: "CREATE COLLATION one (LOCALE = 'C'); CREATE COLLATION two (LOCALE = 'POSIX'); CREATE TYPE k AS (x text COLLATE two); CREATE TYPE r AS RANGE (SUBTYPE = text, COLLATION = one); CREATE DOMAIN d AS text COLLATE two; CREATE TABLE t (a varchar(9) COLLATE one, b k, c r, e d);",
    to: 'CREATE DOMAIN d AS text; CREATE TABLE t (a text, e d);',
  },
  {
    name: 'the checks of a domain get comments of their own',
    from: "CREATE FUNCTION okay(text) RETURNS bool LANGUAGE sql IMMUTABLE AS $$ SELECT $1 <> '' $$; CREATE DOMAIN d AS text CONSTRAINT filled CHECK (okay(value)) CONSTRAINT short CHECK (length(value) < 9); COMMENT ON CONSTRAINT filled ON DOMAIN d IS 'not empty'; CREATE TABLE t (x d);",
    to: "CREATE DOMAIN d AS text CONSTRAINT filled CHECK (value <> '') CONSTRAINT short CHECK (length(value) < 9); COMMENT ON CONSTRAINT filled ON DOMAIN d IS 'something'; COMMENT ON CONSTRAINT short ON DOMAIN d IS 'eight'; CREATE TABLE t (x d);",
  },
];

export const TYPED_TABLES: readonly DraftCase[] = [
  {
    name: 'a typed table goes while its type changes',
    from: 'CREATE TYPE k AS (a int, b int); CREATE TABLE t OF k;',
    to: 'CREATE TYPE k AS (b int);',
  },
  {
    name: 'a table becomes one of a type with its columns in another order',
    from: 'CREATE TYPE k AS (b int, a int); CREATE TABLE t (a int, b int);',
    to: 'CREATE TYPE k AS (b int, a int); CREATE TABLE t OF k;',
    rows: { insert: 'INSERT INTO t (a, b) VALUES (1, 2);', kept: 'SELECT a, b FROM t' },
  },
];
