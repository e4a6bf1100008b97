import type { DraftCase } from '../draft-case.ts';

/** Types with a default of each, as people write them. */
const DEFAULTS: readonly (readonly [type: string, one: string, other: string])[] = [
  ['smallint', '1', '-1'],
  ['integer', '0', '(1 + 2)'],
  ['bigint', '9007199254740993', '-9223372036854775808'],
  ['numeric(10, 2)', '1.50', "'NaN'"],
  ['numeric', '0', '1e20'],
  ['real', '1.5', "'Infinity'"],
  ['double precision', '1.5', 'random()'],
  ['boolean', 'true', '(NOT true)'],
  ['text', "'it''s'", "E'a\\nb\\\\c'"],
  ['text', "''", "('a' || 'b')"],
  ['varchar(20)', "'x'", "upper('x')"],
  ['char(3)', "'abc'", "'a'"],
  ['"char"', "'x'", "'y'"],
  ['name', "'n'", 'current_user'],
  ['bytea', "'\\xdeadbeef'", "'abc'"],
  ['uuid', 'gen_random_uuid()', "'00000000-0000-0000-0000-000000000000'"],
  ['date', 'CURRENT_DATE', "'2024-02-29'"],
  ['time', 'LOCALTIME', "'12:30'"],
  ['timetz', "'12:30+02'", 'CURRENT_TIME'],
  ['timestamp(3)', 'now()', "'2024-01-01 10:00:00.123'"],
  ['timestamptz', 'CURRENT_TIMESTAMP', "'2024-01-01 10:00:00+00'"],
  ['timestamptz', "(now() + interval '1 day')", "(now() AT TIME ZONE 'utc')"],
  ['interval', "'1 day'", "'1 year 2 mons 3 days 04:05:06'"],
  ['interval day to second(2)', "'01:00:00'", "'2 days'"],
  ['json', "'{}'", '\'{"a": [1, "b"]}\''],
  ['jsonb', "'[]'", "jsonb_build_object('a', 1)"],
  ['xml', "'<a/>'", "'<b>x</b>'"],
  ['inet', "'127.0.0.1'", "'::1'"],
  ['cidr', "'10.0.0.0/8'", "'::/0'"],
  ['macaddr', "'08:00:2b:01:02:03'", "'00:00:00:00:00:00'"],
  ['point', "'(1,2)'", 'point(3, 4)'],
  ['line', "'{1,2,3}'", "'{0,1,0}'"],
  ['box', "'(1,1),(0,0)'", "'(2,2),(0,0)'"],
  ['polygon', "'((0,0),(1,1),(1,0))'", "'((0,0),(2,2),(2,0))'"],
  ['circle', "'<(0,0),1>'", "'<(0,0),2>'"],
  ['bit(3)', "B'101'", "'111'"],
  ['varbit(5)', "B'1'", "B'00'"],
  ['tsvector', "''", "to_tsvector('simple', 'a b')"],
  ['int4range', "'[1,5)'", "int4range(1, 3, '[]')"],
  ['tstzrange', "'empty'", 'tstzrange(now(), NULL)'],
  ['money', "'1.00'", "'2.00'"],
  ['oid', '0', "'pg_class'::regclass"],
  ['regclass', "'pg_class'", 'NULL'],
  ['text[]', "'{}'", "ARRAY['a', 'b''c', '{}']"],
  ['integer[][]', "'{{1,2},{3,4}}'", "'{}'"],
  ['varchar(5)[3]', "'{a,NULL}'", 'ARRAY[]::varchar[]'],
  ['timestamptz[]', 'ARRAY[now()]', "'{}'"],
  ['jsonb[]', "'{}'", "ARRAY['{}'::jsonb]"],
  ['numeric(5,1)[]', "'{1.5}'", "'{}'"],
];

const columnsOf = (of: (row: (typeof DEFAULTS)[number]) => string) =>
  `CREATE TABLE t (${DEFAULTS.map((row, at) => `c${at} ${row[0]}${of(row)}`).join(', ')});`;

export const DEFAULT_VALUES: readonly DraftCase[] = [
  { name: 'a table comes with a default of every type', from: '', to: columnsOf(([, one]) => ` DEFAULT ${one}`) },
  {
    name: 'defaults of every type come',
    from: columnsOf(() => ''),
    to: columnsOf(([, one]) => ` DEFAULT ${one}`),
    never: ['TYPE'],
  },
  {
    name: 'defaults of every type change',
    from: columnsOf(([, one]) => ` DEFAULT ${one}`),
    to: columnsOf(([, , other]) => ` DEFAULT ${other}`),
    never: ['TYPE'],
  },
  {
    name: 'columns of every type come with defaults',
    from: 'CREATE TABLE t (id int);',
    to: columnsOf(([, one]) => ` NOT NULL DEFAULT ${one}`).replace('(', '(id int, '),
    rows: { insert: 'INSERT INTO t VALUES (1);', kept: 'SELECT id FROM t' },
  },
  {
    name: 'columns of every type become text',
    from: columnsOf(() => ''),
    to: `CREATE TABLE t (${DEFAULTS.map((_, at) => `c${at} text`).join(', ')});`,
  },
  {
    name: 'columns of every type with defaults become text without',
    from: columnsOf(([, one]) => ` DEFAULT ${one}`),
    to: `CREATE TABLE t (${DEFAULTS.map((_, at) => `c${at} text`).join(', ')});`,
  },
];

const T = (columns: string) => `CREATE TABLE t (${columns});`;

export const COLUMNS: readonly DraftCase[] = [
  {
    name: 'types change within their family, with rows',
    from: T(
      "a int DEFAULT 1, b varchar(10) DEFAULT 'x', c timestamp DEFAULT now(), d numeric(5,2), e text, f json, g real, h date, i time, j cidr, k char(3), l bit(3)",
    ),
    to: T(
      "a bigint DEFAULT 1, b text DEFAULT 'x', c timestamptz DEFAULT now(), d numeric(10,4), e varchar(50), f jsonb, g double precision, h timestamp, i timetz, j inet, k varchar(3), l varbit(5)",
    ),
    rows: {
      insert: "INSERT INTO t (a, b, d, e, f, g, k, l) VALUES (7, 'y', 1.25, 'e', '{}', 1.5, 'abc', '101');",
      kept: 'SELECT a::int, b::text, d::numeric(5,2), e::text, f::text, g::float8, k::text, l::text FROM t',
    },
  },
  {
    name: 'types change by way of text, with rows',
    from: T('a int, b text, c boolean, d text, e text, f int, g bigint, h text'),
    to: T('a text, b int, c text, d timestamptz, e jsonb, f boolean, g numeric, h boolean'),
    rows: {
      insert: "INSERT INTO t VALUES (7, '8', true, '2024-01-01 00:00:00+00', '{}', 1, 9, 'true');",
      kept: 'SELECT a::int, b::int, c::boolean, e::text, f::int, g::int FROM t',
    },
  },
  {
    name: 'durations, money, bits, shapes and lists change by their casts, with rows',
    from: T('a time, b interval, c money, d bit(4), e circle, f text[], g int4range, h timestamptz, i int, j date'),
    to: T('a interval, b int, c int, d int, e box, f jsonb, g int4multirange, h jsonb, i bit(8), j time'),
    since: 14,
    rows: {
      insert:
        "INSERT INTO t (a, b, c, d, e, f, g, h, i) VALUES ('02:00', '90 s', '12.00', B'0101', '<(1,1),1>', '{x,y}', '[1,5)', '2024-01-01 00:00:00+00', 5);",
      kept: "SELECT a::text, extract(epoch FROM b::text::interval)::int, c::text::money::numeric::int, d::int::bit(4)::int, area(e::box) > 0, f::text ~ 'x', g::text ~ '5', h::text ~ '2024', i::int FROM t",
    },
  },
  {
    name: 'a flag becomes a number and a number a flag',
    from: T('a boolean DEFAULT false, b int DEFAULT 0'),
    to: T('a int DEFAULT 0, b boolean DEFAULT false'),
    rows: { insert: 'INSERT INTO t VALUES (true, 1);', kept: 'SELECT a::int, b::int FROM t' },
  },
  {
    name: 'a scalar becomes a list',
    from: T("a text DEFAULT 'x', b int"),
    to: T("a text[] DEFAULT '{x}', b int[]"),
    rows: { insert: "INSERT INTO t VALUES ('q', 4);", kept: "SELECT array_to_string(ARRAY[a]::text[], ',') FROM t" },
  },
  {
    name: 'a number of seconds becomes a timestamp',
    from: T('a bigint, b int, c double precision'),
    to: T('a timestamptz, b date, c timestamp'),
  },
  {
    name: 'a column becomes smaller',
    from: T('a bigint, b text, c timestamptz, d double precision, e numeric'),
    to: T('a smallint, b varchar(3), c date, d real, e int'),
    rows: {
      insert: "INSERT INTO t VALUES (1, 'abc', '2024-01-01', 1.5, 3);",
      kept: 'SELECT a::int, b::text, d::float8, e::int FROM t',
    },
  },
  {
    name: 'NOT NULL comes and goes',
    from: T('a int, b text NOT NULL, c int NOT NULL DEFAULT 1'),
    to: T('a int NOT NULL, b text, c int DEFAULT 1'),
  },
  {
    name: 'a required column without a default comes',
    from: T('a int'),
    to: T('a int, b text NOT NULL, c int NOT NULL'),
  },
  {
    name: 'collations change under indexes and a view',
    from: `${T('a text COLLATE "C" DEFAULT \'x\', b text')} CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a FROM t;`,
    to: `${T('a text DEFAULT \'x\', b text COLLATE "POSIX"')} CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a FROM t;`,
  },
  {
    name: 'storage, compression and statistics change',
    since: 14,
    from: `${T('a text, b text, c numeric')} ALTER TABLE t ALTER a SET STORAGE EXTERNAL; ALTER TABLE t ALTER c SET STORAGE PLAIN;`,
    to: `${T('a text, b text, c numeric')} ALTER TABLE t ALTER b SET STORAGE MAIN; ALTER TABLE t ALTER a SET COMPRESSION pglz; ALTER TABLE t ALTER a SET STATISTICS 50; ALTER TABLE t ALTER b SET (n_distinct = 5, n_distinct_inherited = -0.1);`,
  },
  {
    name: 'storage stays when the type changes',
    from: `${T('a text, b varchar(9)')} ALTER TABLE t ALTER a SET STORAGE EXTERNAL; ALTER TABLE t ALTER b SET STATISTICS 7; ALTER TABLE t ALTER b SET (n_distinct = 5);`,
    to: `${T('a jsonb, b text')} ALTER TABLE t ALTER a SET STORAGE EXTERNAL; ALTER TABLE t ALTER b SET STATISTICS 7; ALTER TABLE t ALTER b SET (n_distinct = 5);`,
  },
  {
    name: 'comments of columns come, change and go',
    from: `${T('a int, b int, c int')} COMMENT ON COLUMN t.a IS 'a'; COMMENT ON COLUMN t.b IS 'b';`,
    to: `${T('a int, b int, c int')} COMMENT ON COLUMN t.a IS 'it''s \\ "a"'; COMMENT ON COLUMN t.c IS E'two\nlines';`,
  },
  { name: 'the only columns of a table go and others come', from: T('a int, b int'), to: T('c int') },
  { name: 'a table loses all its columns', from: T('a int, b int'), to: T('') },
  {
    name: 'a column goes under a view, an index, a check, a policy, a trigger, a rule, a generated column and a foreign key',
    from: `CREATE TABLE p (id int PRIMARY KEY); ${T('a int, x int REFERENCES p CHECK (x > 0), g int GENERATED ALWAYS AS (x * 2) STORED')} CREATE VIEW v AS SELECT a, x FROM t; CREATE INDEX i ON t (x); CREATE POLICY q ON t USING (x > 1); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER w BEFORE UPDATE OF x ON t FOR EACH ROW WHEN (NEW.x > 1) EXECUTE FUNCTION f(); CREATE RULE r AS ON INSERT TO t WHERE NEW.x > 3 DO INSTEAD NOTHING;`,
    to: `CREATE TABLE p (id int PRIMARY KEY); ${T('a int')} CREATE VIEW v AS SELECT a FROM t;`,
  },
  {
    name: 'a column of the same name is another column: text to a reference',
    from: `CREATE TABLE u (id int PRIMARY KEY); ${T('id int, owner text')}`,
    to: `CREATE TABLE u (id int PRIMARY KEY); ${T('id int, owner int NOT NULL REFERENCES u ON DELETE CASCADE')}`,
  },
  {
    name: 'generated columns come, go and change',
    from: T(
      'a int, b text, c int GENERATED ALWAYS AS (a + 1) STORED, d text GENERATED ALWAYS AS (upper(b)) STORED, e int',
    ),
    to: T(
      "a int, b text, c int GENERATED ALWAYS AS (a + 2) STORED, d text, e int GENERATED ALWAYS AS (a * a) STORED, f text GENERATED ALWAYS AS (b || 'x') STORED",
    ),
    rows: { insert: "INSERT INTO t (a, b, e) VALUES (1, 'b', 5);", kept: 'SELECT a, b, d FROM t' },
  },
  {
    name: 'a generated column follows its column',
    from: `${T('a int, g int GENERATED ALWAYS AS (a * 2) STORED')} CREATE INDEX i ON t (g); COMMENT ON COLUMN t.g IS 'g'; ALTER TABLE t ALTER g SET STATISTICS 5;`,
    to: `${T('a bigint, g bigint GENERATED ALWAYS AS (a * 2) STORED')} CREATE INDEX i ON t (g); COMMENT ON COLUMN t.g IS 'g'; ALTER TABLE t ALTER g SET STATISTICS 5;`,
  },
  {
    name: 'a generated column goes while what it is computed from changes its type',
    from: `${T('a int, g int GENERATED ALWAYS AS (a * 2) STORED')} CREATE INDEX i ON t (g);`,
    to: T('a bigint'),
  },
  {
    name: 'a generated column is made anew under keys, grants and a view',
    from: `${T('a int, g int GENERATED ALWAYS AS (a * 2) STORED UNIQUE')} CREATE TABLE c (g int REFERENCES t (g)); GRANT SELECT (g) ON t TO PUBLIC; CREATE VIEW v AS SELECT g FROM t; COMMENT ON COLUMN t.g IS 'g';`,
    to: `${T('a int, g int GENERATED ALWAYS AS (a * 3) STORED UNIQUE')} CREATE TABLE c (g int REFERENCES t (g)); GRANT SELECT (g) ON t TO PUBLIC; CREATE VIEW v AS SELECT g FROM t; COMMENT ON COLUMN t.g IS 'g';`,
  },
  {
    name: 'virtual generated columns come, change and become stored',
    since: 18,
    from: T(
      'a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL, c int GENERATED ALWAYS AS (a + 1) VIRTUAL, d int GENERATED ALWAYS AS (a) STORED',
    ),
    to: T(
      'a int, b int GENERATED ALWAYS AS (a + 2) VIRTUAL, c int GENERATED ALWAYS AS (a + 1) STORED, d int GENERATED ALWAYS AS (a) VIRTUAL, e int GENERATED ALWAYS AS (a * 9) VIRTUAL',
    ),
  },
  {
    name: 'serial becomes identity',
    from: T('id serial PRIMARY KEY'),
    to: T('id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY'),
    rows: {
      insert: 'INSERT INTO t DEFAULT VALUES; INSERT INTO t DEFAULT VALUES;',
      kept: 'SELECT id FROM t ORDER BY id',
    },
  },
  { name: 'serial becomes bigserial', from: T('id serial PRIMARY KEY'), to: T('id bigserial PRIMARY KEY') },
  {
    name: 'serial becomes plain, and uuid',
    from: T('id serial PRIMARY KEY, n serial'),
    to: T('id int PRIMARY KEY, n uuid DEFAULT gen_random_uuid()'),
  },
  { name: 'an integer becomes serial', from: T('id int'), to: T('id serial') },
  {
    name: 'identity begins anew where its limits leave its start behind',
    from: T('id bigint GENERATED ALWAYS AS IDENTITY'),
    to: T('id bigint GENERATED ALWAYS AS IDENTITY (START 100 MINVALUE 50 MAXVALUE 1000 INCREMENT 10)'),
    says: ['RESTART WITH 100'],
  },
  {
    name: 'identity changes its options and type',
    from: T('id int GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 2)'),
    to: T(
      'id bigint GENERATED BY DEFAULT AS IDENTITY (START 100 INCREMENT 5 MINVALUE 10 MAXVALUE 10000 CACHE 3 CYCLE)',
    ),
  },
  {
    name: 'identity has a sequence of another name',
    from: T('id int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME mine)'),
    to: T('id int GENERATED ALWAYS AS IDENTITY'),
  },
  {
    name: 'an identity column comes to rows',
    from: T('a text'),
    to: T('a text, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY'),
    rows: { insert: "INSERT INTO t VALUES ('x'), ('y');", kept: 'SELECT a FROM t ORDER BY a' },
  },
  {
    name: 'a default calls a sequence that is nobody’s',
    from: T('a int'),
    to: `CREATE SEQUENCE s; ${T("a int DEFAULT nextval('s'), b text DEFAULT 'n' || nextval('s')")}`,
  },
  {
    name: 'a default calls a sequence of another name while the old one goes',
    from: `CREATE SEQUENCE s; ${T("a int DEFAULT nextval('s')")}`,
    to: `CREATE SEQUENCE r; ${T("a int DEFAULT nextval('r')")}`,
  },
  {
    name: 'citext, vectors of numbers and trigrams',
    given: 'CREATE EXTENSION citext;',
    from: T('a text UNIQUE, b citext'),
    to: T('a citext UNIQUE, b varchar(20)'),
  },

  {
    name: 'one byte becomes other types, and other types one byte',
    from: 'CREATE TABLE t (a "char", b "char", c date, d jsonb, e name, f "char"[]);',
    to: 'CREATE TABLE t (a int, b jsonb, c "char", d "char", e "char", f int[]);',
    rows: {
      insert: "INSERT INTO t VALUES ('1', '2', '2024-02-29', '3', 'n', '{4}');",
      kept: "SELECT a::text, b::text, e::text FROM t WHERE e::text = 'n'",
    },
  },
];
