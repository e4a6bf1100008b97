import type { DraftCase } from '../draft-case.ts';

const LIST =
  "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');";
const TRIGGER = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

export const PARTITIONS: readonly DraftCase[] = [
  {
    name: 'a partitioned table comes with keys, indexes and partitions of its own',
    from: '',
    to: `CREATE SCHEMA s; ${LIST} CREATE TABLE s.p_c PARTITION OF p (n DEFAULT 3) FOR VALUES IN ('c') PARTITION BY RANGE (n); CREATE TABLE s.p_c1 PARTITION OF s.p_c FOR VALUES FROM (1) TO (10); CREATE TABLE p_rest PARTITION OF p DEFAULT; CREATE INDEX p_n ON p (n); CREATE INDEX p_a_own ON p_a (n DESC);`,
  },
  {
    name: 'a partition comes and another goes',
    from: LIST,
    to: `${LIST} DROP TABLE p_b; CREATE TABLE p_c PARTITION OF p FOR VALUES IN ('c');`,
  },
  { name: 'a default partition comes', from: LIST, to: `${LIST} CREATE TABLE p_rest PARTITION OF p DEFAULT;` },
  {
    name: 'a partition takes other values',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a', 'x'); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b', NULL);",
    rows: { insert: "INSERT INTO p VALUES ('a', 1), ('b', 2);", kept: 'SELECT k, n FROM p ORDER BY n' },
  },
  {
    name: 'two partitions change their bounds with each other',
    from: 'CREATE TABLE r (n int) PARTITION BY RANGE (n); CREATE TABLE r1 PARTITION OF r FOR VALUES FROM (1) TO (10); CREATE TABLE r2 PARTITION OF r FOR VALUES FROM (10) TO (20);',
    to: 'CREATE TABLE r (n int) PARTITION BY RANGE (n); CREATE TABLE r1 PARTITION OF r FOR VALUES FROM (10) TO (20); CREATE TABLE r2 PARTITION OF r FOR VALUES FROM (1) TO (10);',
  },
  {
    name: 'a partition is set free and keeps its key',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b (k text NOT NULL, n int NOT NULL, CONSTRAINT p_b_pkey PRIMARY KEY (k, n));",
    rows: {
      insert: "INSERT INTO p VALUES ('a', 1), ('b', 2);",
      kept: 'SELECT k, n FROM p_b UNION ALL SELECT k, n FROM p_a',
    },
  },
  {
    name: 'a partition with partitions is set free, and what comes below it has another name for NOT NULL',
    from: 'CREATE TABLE q (id int, note text, PRIMARY KEY (id)) PARTITION BY HASH (id); CREATE TABLE q_a PARTITION OF q FOR VALUES WITH (MODULUS 1, REMAINDER 0) PARTITION BY LIST (id); CREATE TABLE q_a0 PARTITION OF q_a FOR VALUES IN (0);',
    to: 'CREATE TABLE q_a (id int PRIMARY KEY, note text) PARTITION BY LIST (id); CREATE TABLE q_b PARTITION OF q_a FOR VALUES IN (4, 5); CREATE TABLE q_c (id int PRIMARY KEY, note text); ALTER TABLE q_a ATTACH PARTITION q_c FOR VALUES IN (6);',
  },
  {
    name: 'what a parent gave is named when it is the own of a table',
    since: 18,
    given: 'CREATE TABLE heir_of (a int NOT NULL);',
    from: `${LIST} CREATE TABLE heir () INHERITS (heir_of);`,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b (k text CONSTRAINT own NOT NULL, n int CONSTRAINT \"own 'n\" NOT NULL, CONSTRAINT p_b_pkey PRIMARY KEY (k, n)); CREATE TABLE heir (a int CONSTRAINT own NOT NULL);",
  },
  {
    name: 'NOT NULL of a parent is renamed where its child has another name for it',
    since: 18,
    from: 'CREATE TABLE up (a int CONSTRAINT once NOT NULL); CREATE TABLE below (a int CONSTRAINT own NOT NULL) INHERITS (up);',
    to: 'CREATE TABLE up (a int CONSTRAINT now NOT NULL); CREATE TABLE below (a int CONSTRAINT own NOT NULL) INHERITS (up);',
  },
  {
    name: 'NOT NULL of a partitioned table is renamed where a partition has another name for it',
    since: 18,
    from: 'CREATE TABLE up (a int CONSTRAINT once NOT NULL, PRIMARY KEY (a)) PARTITION BY LIST (a); CREATE TABLE below (a int CONSTRAINT own NOT NULL, PRIMARY KEY (a)); ALTER TABLE up ATTACH PARTITION below FOR VALUES IN (1);',
    to: 'CREATE TABLE up (a int CONSTRAINT now NOT NULL, PRIMARY KEY (a)) PARTITION BY LIST (a); CREATE TABLE below (a int CONSTRAINT own NOT NULL, PRIMARY KEY (a)); ALTER TABLE up ATTACH PARTITION below FOR VALUES IN (1);',
    rows: { insert: 'INSERT INTO up VALUES (1);', kept: 'SELECT a FROM up' },
  },
  {
    name: 'partitions were attached with names of their own for NOT NULL, or are to be',
    since: 18,
    from: 'CREATE TABLE up (id int PRIMARY KEY, a int NOT NULL) PARTITION BY RANGE (id); CREATE TABLE one (id int PRIMARY KEY, a int NOT NULL); ALTER TABLE up ATTACH PARTITION one FOR VALUES FROM (1) TO (10); CREATE TABLE two PARTITION OF up FOR VALUES FROM (10) TO (20); CREATE TABLE three (id int PRIMARY KEY, a int NOT NULL); ALTER TABLE up ATTACH PARTITION three FOR VALUES FROM (20) TO (30);',
    to: 'CREATE TABLE up (id int PRIMARY KEY, a int NOT NULL) PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF up FOR VALUES FROM (1) TO (10); CREATE TABLE two (id int PRIMARY KEY, a int CONSTRAINT own NOT NULL); ALTER TABLE up ATTACH PARTITION two FOR VALUES FROM (10) TO (20); CREATE TABLE three (id int PRIMARY KEY, a int NOT NULL); CREATE TABLE four PARTITION OF up FOR VALUES FROM (20) TO (30);',
    rows: { insert: 'INSERT INTO up VALUES (1, 1), (11, 1);', kept: 'SELECT id, a FROM up ORDER BY id' },
  },
  {
    name: 'a parent becomes NOT NULL over a partition and a child that are so by themselves, or become it',
    from: 'CREATE TABLE up (id int, a int) PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF up FOR VALUES FROM (1) TO (10); ALTER TABLE one ALTER a SET NOT NULL; CREATE TABLE parent (a int); CREATE TABLE child (a int) INHERITS (parent);',
    to: 'CREATE TABLE up (id int PRIMARY KEY, a int NOT NULL) PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF up FOR VALUES FROM (1) TO (10); CREATE TABLE parent (a int); CREATE TABLE child (a int) INHERITS (parent); ALTER TABLE parent ADD PRIMARY KEY (a);',
  },
  {
    name: 'a partition and a child go that have defaults and checks of a type that is rebuilt',
    from: "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE up (id int, v e DEFAULT 'a') PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF up FOR VALUES FROM (1) TO (10); CREATE TABLE two PARTITION OF up (v DEFAULT 'b', CHECK (v <> 'a')) FOR VALUES FROM (10) TO (20); CREATE TABLE parent (v e DEFAULT 'a'); CREATE TABLE child (CHECK (v = 'b')) INHERITS (parent);",
    to: "CREATE TYPE e AS ENUM ('c', 'a'); CREATE TABLE up (id int, v e DEFAULT 'c') PARTITION BY RANGE (id); CREATE TABLE one PARTITION OF up FOR VALUES FROM (1) TO (10); CREATE TABLE parent (v e DEFAULT 'c');",
  },
  {
    name: 'a partition is set free without its key',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b (k text, n int);",
  },
  {
    name: 'a partitioned table gets another key',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, x int, PRIMARY KEY (k, x)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');",
  },
  {
    name: 'a partitioned table loses its key',
    from: LIST,
    to: "CREATE TABLE p (k text, n int) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');",
  },
  {
    name: 'columns of a partitioned table come, go and change',
    from: LIST,
    to: "CREATE TABLE p (k text, n bigint, note varchar(9) DEFAULT 'x' NOT NULL, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b PARTITION OF p (note DEFAULT 'own') FOR VALUES IN ('b');",
  },
  {
    name: 'a column of a partitioned table goes',
    from: "CREATE TABLE p (k int, a text, b text DEFAULT 'b') PARTITION BY HASH (k); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1); CREATE INDEX p_b ON p (b);",
    to: 'CREATE TABLE p (k int, a text) PARTITION BY HASH (k); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1);',
  },
  {
    name: 'checks of a partitioned table and of its partition change',
    from: `${LIST} ALTER TABLE p ADD CONSTRAINT c CHECK (n > 0); ALTER TABLE p_a ADD CONSTRAINT own CHECK (n < 9);`,
    to: `${LIST} ALTER TABLE p ADD CONSTRAINT c CHECK (n > 1); ALTER TABLE p ADD CONSTRAINT d CHECK (k <> ''); ALTER TABLE p_a ADD CONSTRAINT own CHECK (n < 8);`,
  },
  {
    name: 'indexes of a partitioned table come, go and change',
    from: `${LIST} CREATE INDEX i ON p (n); CREATE INDEX j ON p (k);`,
    to: `${LIST} CREATE INDEX i ON p (n DESC); CREATE UNIQUE INDEX u ON p (k, n); CREATE INDEX own ON p_b (n) WHERE n > 4;`,
  },
  {
    name: 'an index of one partition becomes that of all',
    from: `${LIST} CREATE INDEX p_a_n_idx ON p_a (n);`,
    to: `${LIST} CREATE INDEX p_n_idx ON p (n);`,
  },
  {
    name: 'an index stands on the parent alone',
    from: LIST,
    to: `${LIST} CREATE INDEX i ON ONLY p (n); CREATE INDEX ia ON p_a (n); ALTER INDEX i ATTACH PARTITION ia;`,
  },
  {
    name: 'triggers of a partitioned table come, go and are switched off on one partition',
    given: TRIGGER,
    from: `${LIST} CREATE TRIGGER t AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER gone AFTER UPDATE ON p FOR EACH ROW EXECUTE FUNCTION f();`,
    to: `${LIST} CREATE TRIGGER t AFTER INSERT OR DELETE ON p FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER own BEFORE INSERT ON p_a FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE p_b DISABLE TRIGGER t;`,
  },
  {
    name: 'foreign keys from and to a partitioned table come',
    from: `CREATE TABLE o (id int PRIMARY KEY); ${LIST} CREATE TABLE c (k text, n int);`,
    to: `CREATE TABLE o (id int PRIMARY KEY); ${LIST} ALTER TABLE p ADD CONSTRAINT to_o FOREIGN KEY (n) REFERENCES o ON DELETE CASCADE; CREATE TABLE c (k text, n int, CONSTRAINT to_p FOREIGN KEY (k, n) REFERENCES p);`,
  },
  {
    name: 'foreign keys of partitioned tables change',
    from: `CREATE TABLE o (id int PRIMARY KEY); ${LIST} ALTER TABLE p ADD CONSTRAINT to_o FOREIGN KEY (n) REFERENCES o;`,
    to: `CREATE TABLE o (id int PRIMARY KEY); ${LIST} ALTER TABLE p ADD CONSTRAINT to_o FOREIGN KEY (n) REFERENCES o ON DELETE CASCADE DEFERRABLE; ALTER TABLE p_a ADD CONSTRAINT own FOREIGN KEY (n) REFERENCES o;`,
  },
  {
    name: 'a table goes that refers to partitions, which are cut otherwise',
    from: 'CREATE TABLE h (id int PRIMARY KEY) PARTITION BY HASH (id); CREATE TABLE h_a PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE h_b PARTITION OF h FOR VALUES WITH (MODULUS 2, REMAINDER 1); CREATE TABLE c (id int REFERENCES h);',
    to: 'CREATE TABLE h (id int PRIMARY KEY) PARTITION BY HASH (id); CREATE TABLE h_a PARTITION OF h FOR VALUES WITH (MODULUS 3, REMAINDER 0); CREATE TABLE h_b PARTITION OF h FOR VALUES WITH (MODULUS 3, REMAINDER 1);',
  },
  {
    name: 'a plain table becomes partitioned with its rows',
    from: 'CREATE TABLE t (id int PRIMARY KEY, at date NOT NULL);',
    to: "CREATE TABLE t (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at); CREATE TABLE t_2026 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); CREATE TABLE t_rest PARTITION OF t DEFAULT;",
    rows: {
      insert: "INSERT INTO t VALUES (1, '2026-03-04'), (2, '2011-01-01');",
      kept: 'SELECT id, at FROM t ORDER BY id',
    },
  },
  {
    name: 'a table is partitioned by another column',
    from: LIST,
    to: 'CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY RANGE (n); CREATE TABLE p_a PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p_b PARTITION OF p DEFAULT;',
    rows: { insert: "INSERT INTO p VALUES ('a', 1), ('b', 20);", kept: 'SELECT k, n FROM p ORDER BY n' },
  },
  {
    name: 'a partitioned table becomes a plain one',
    from: LIST,
    to: 'CREATE TABLE p (k text, n int, PRIMARY KEY (k, n));',
    rows: { insert: "INSERT INTO p VALUES ('a', 1), ('b', 20);", kept: 'SELECT k, n FROM p ORDER BY n' },
  },
  {
    name: 'a partition becomes partitioned itself',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a') PARTITION BY RANGE (n); CREATE TABLE p_a1 PARTITION OF p_a FOR VALUES FROM (0) TO (100); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');",
  },
  {
    name: 'a serial column of a partitioned table comes',
    from: "CREATE TABLE p (k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    to: "CREATE TABLE p (id serial, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
  },
  {
    name: 'a serial column of a partitioned table becomes text',
    from: "CREATE TABLE p (id serial, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    to: "CREATE TABLE p (id text, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
  },
  {
    name: 'the labels of an enum that is a partition key are reordered',
    from: "CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE p (k e, n int) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    to: "CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE p (k e, n int) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    rows: { insert: "INSERT INTO p VALUES ('a', 1);", kept: 'SELECT k::text, n FROM p' },
  },
  {
    name: 'the column by which a table is partitioned changes its type',
    from: 'CREATE TABLE p (k int, n int) PARTITION BY RANGE (k); CREATE TABLE p_a PARTITION OF p FOR VALUES FROM (1) TO (5);',
    to: 'CREATE TABLE p (k bigint, n int) PARTITION BY RANGE (k); CREATE TABLE p_a PARTITION OF p FOR VALUES FROM (1) TO (5);',
    rows: { insert: 'INSERT INTO p VALUES (1, 1);', kept: 'SELECT n FROM p' },
  },
  {
    name: 'row security and replica identity of a tree change',
    from: LIST,
    to: `${LIST} ALTER TABLE p ENABLE ROW LEVEL SECURITY; ALTER TABLE p_a FORCE ROW LEVEL SECURITY; ALTER TABLE p_b REPLICA IDENTITY FULL; ALTER TABLE p REPLICA IDENTITY NOTHING; CREATE POLICY own ON p_a USING (n > 1); COMMENT ON TABLE p_a IS 'a'; COMMENT ON COLUMN p_a.n IS 'number';`,
  },
  {
    name: 'a table becomes a partition',
    from: `${LIST} DROP TABLE p_b; CREATE TABLE p_b (k text NOT NULL, n int NOT NULL);`,
    to: LIST,
  },
  {
    name: 'a partition is renamed',
    from: LIST,
    to: "CREATE TABLE p (k text, n int, PRIMARY KEY (k, n)) PARTITION BY LIST (k); CREATE TABLE part_a PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p_b PARTITION OF p FOR VALUES IN ('b');",
    renames: ['public.p_a->public.part_a'],
    never: ['DROP TABLE'],
  },
  {
    name: 'a partitioned table is renamed with its sequence',
    from: "CREATE TABLE p (id serial, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    to: "CREATE TABLE q (id serial, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF q FOR VALUES IN ('a');",
    renames: ['public.p->public.q'],
    never: ['DROP TABLE'],
  },
  {
    name: 'identity of a partitioned table comes',
    since: 17,
    from: "CREATE TABLE p (id int NOT NULL, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
    to: "CREATE TABLE p (id int GENERATED ALWAYS AS IDENTITY, k text) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN ('a');",
  },
  {
    name: 'a generated column of a tree comes and changes',
    from: 'CREATE TABLE p (k int, g int GENERATED ALWAYS AS (k * 2) STORED) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN (1);',
    to: 'CREATE TABLE p (k int, g int GENERATED ALWAYS AS (k * 3) STORED, h int GENERATED ALWAYS AS (k + 1) STORED) PARTITION BY LIST (k); CREATE TABLE p_a PARTITION OF p FOR VALUES IN (1);',
  },
  {
    name: 'storage parameters, statistics and grants of partitions',
    from: LIST,
    to: `${LIST} ALTER TABLE p_a SET (fillfactor = 60); ALTER TABLE p_a ALTER n SET STATISTICS 5; ALTER TABLE ONLY p ALTER k SET STATISTICS 7; GRANT SELECT ON p_b TO PUBLIC; ALTER TABLE p_b CLUSTER ON p_b_pkey;`,
  },
  {
    name: 'a partition goes whose table is referenced',
    given:
      "CREATE TABLE m (id int, d date, PRIMARY KEY (id, d)) PARTITION BY RANGE (d); CREATE TABLE m1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); CREATE TABLE c (m int, d date, FOREIGN KEY (m, d) REFERENCES m);",
    from: "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY LIST (id); CREATE TABLE m21 PARTITION OF m2 DEFAULT;",
    to: "COMMENT ON TABLE c IS 'x';",
    rows: {
      insert: "INSERT INTO m VALUES (1, '2024-02-02'); INSERT INTO c SELECT id, d FROM m;",
      kept: 'SELECT * FROM c',
    },
  },
];

export const INHERITED: readonly DraftCase[] = [
  {
    name: 'a child by INHERITS comes and goes',
    from: 'CREATE TABLE a (x int, y text); CREATE TABLE c (z int) INHERITS (a);',
    to: 'CREATE TABLE a (x int, y text); CREATE TABLE b (w int) INHERITS (a);',
  },
  {
    name: 'a parent gets and loses columns',
    from: "CREATE TABLE a (x int, y text DEFAULT 'y'); CREATE TABLE b (w int) INHERITS (a);",
    to: 'CREATE TABLE a (x bigint NOT NULL, z date DEFAULT now()); CREATE TABLE b (w int) INHERITS (a);',
  },
  {
    name: 'a child has a column of its parent by itself',
    from: 'CREATE TABLE a (x int); CREATE TABLE b (x int, w int) INHERITS (a);',
    to: 'CREATE TABLE a (x int); CREATE TABLE b (w int) INHERITS (a);',
  },
  {
    name: 'a child gets a second parent',
    from: 'CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE c (y int, z int) INHERITS (a);',
    to: 'CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE c (z int) INHERITS (a, b);',
  },
  {
    name: 'checks go down to the child, or not',
    from: 'CREATE TABLE a (x int, CONSTRAINT c CHECK (x > 0)); CREATE TABLE b () INHERITS (a);',
    to: 'CREATE TABLE a (x int, CONSTRAINT c CHECK (x > 0) NO INHERIT, CONSTRAINT d CHECK (x < 9)); CREATE TABLE b (CONSTRAINT own CHECK (x <> 4)) INHERITS (a);',
  },
  {
    name: 'a default is the child’s own',
    from: 'CREATE TABLE a (x int DEFAULT 1); CREATE TABLE b () INHERITS (a);',
    to: 'CREATE TABLE a (x int DEFAULT 2); CREATE TABLE b () INHERITS (a); ALTER TABLE b ALTER x SET DEFAULT 5;',
  },
  {
    name: 'a grandchild follows',
    from: 'CREATE TABLE a (x int); CREATE TABLE b (y int) INHERITS (a); CREATE TABLE c (z int) INHERITS (b);',
    to: "CREATE TABLE a (x text, n int DEFAULT 1 CHECK (n > 0)); CREATE TABLE b (y bigint) INHERITS (a); CREATE TABLE c (z int) INHERITS (b); COMMENT ON COLUMN c.x IS 'far down';",
  },
  {
    name: 'inheritance ends and columns stay',
    from: 'CREATE TABLE a (x int, y int); CREATE TABLE b (z int) INHERITS (a);',
    to: 'CREATE TABLE a (x int, y int); CREATE TABLE b (x int, y int, z int);',
    rows: { insert: 'INSERT INTO b VALUES (1, 2, 3);', kept: 'SELECT x, y, z FROM b' },
    never: ['DROP TABLE'],
  },
];
