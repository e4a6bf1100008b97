import type { DraftCase } from '../draft-case.ts';

const P = 'CREATE TABLE p (id int PRIMARY KEY, a int, b int, UNIQUE (a, b));';

export const KEYS: readonly DraftCase[] = [
  {
    name: 'a primary key comes on a column that may be null',
    from: 'CREATE TABLE t (a int, b int);',
    to: 'CREATE TABLE t (a int PRIMARY KEY, b int);',
    rows: { insert: 'INSERT INTO t VALUES (1, 2);', kept: 'SELECT a, b FROM t' },
  },
  {
    name: 'a primary key goes and the column may be null',
    from: 'CREATE TABLE t (a int PRIMARY KEY);',
    to: 'CREATE TABLE t (a int);',
  },
  {
    name: 'a primary key goes and NOT NULL stays',
    from: 'CREATE TABLE t (a int PRIMARY KEY);',
    to: 'CREATE TABLE t (a int NOT NULL);',
  },
  {
    name: 'a primary key loses its column',
    from: 'CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));',
    to: 'CREATE TABLE t (b int PRIMARY KEY);',
  },
  {
    name: 'a primary key moves to a new column under a foreign key',
    from: 'CREATE TABLE p (a int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p);',
    to: 'CREATE TABLE p (a int UNIQUE, id serial PRIMARY KEY); CREATE TABLE c (p int REFERENCES p (id));',
  },
  {
    name: 'a key gets included columns, another name and an option',
    from: 'CREATE TABLE t (a int, b int, CONSTRAINT one UNIQUE (a));',
    to: "CREATE TABLE t (a int, b int, CONSTRAINT two UNIQUE (a) INCLUDE (b) WITH (fillfactor = 70)); COMMENT ON CONSTRAINT two ON t IS 'two';",
  },
  {
    name: 'a key becomes deferrable',
    from: 'CREATE TABLE t (a int CONSTRAINT u UNIQUE, b int CONSTRAINT k PRIMARY KEY);',
    to: 'CREATE TABLE t (a int CONSTRAINT u UNIQUE DEFERRABLE INITIALLY DEFERRED, b int CONSTRAINT k PRIMARY KEY DEFERRABLE);',
  },
  {
    name: 'nulls are not distinct any more',
    since: 15,
    from: 'CREATE TABLE t (a int CONSTRAINT u UNIQUE); CREATE UNIQUE INDEX i ON t (a);',
    to: 'CREATE TABLE t (a int CONSTRAINT u UNIQUE NULLS NOT DISTINCT); CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;',
  },
  {
    name: 'a unique index becomes a constraint of its name',
    from: 'CREATE TABLE t (a int); CREATE UNIQUE INDEX t_a_key ON t (a);',
    to: 'CREATE TABLE t (a int UNIQUE);',
  },
  {
    name: 'a unique constraint becomes an index of its name under a foreign key',
    from: 'CREATE TABLE t (a int UNIQUE); CREATE TABLE c (a int REFERENCES t (a));',
    to: 'CREATE TABLE t (a int); CREATE UNIQUE INDEX t_a_key ON t (a); CREATE TABLE c (a int REFERENCES t (a));',
  },
  {
    name: 'a foreign key comes with its table and index',
    from: P,
    to: `${P} CREATE TABLE c (id int PRIMARY KEY, p int NOT NULL REFERENCES p ON DELETE CASCADE ON UPDATE RESTRICT); CREATE INDEX c_p ON c (p);`,
  },
  {
    name: 'a foreign key of two columns changes its actions',
    given: P,
    from: 'CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b) MATCH FULL);',
    to: 'CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL ON UPDATE CASCADE);',
  },
  {
    name: 'a foreign key sets one column null',
    since: 15,
    given: P,
    from: 'CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b));',
    to: 'CREATE TABLE c (a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p (a, b) ON DELETE SET NULL (b));',
  },
  {
    name: 'a foreign key is validated, another no longer',
    given: P,
    from: 'CREATE TABLE c (x int, y int CONSTRAINT y REFERENCES p); ALTER TABLE c ADD CONSTRAINT x FOREIGN KEY (x) REFERENCES p NOT VALID;',
    to: 'CREATE TABLE c (x int CONSTRAINT x REFERENCES p, y int); ALTER TABLE c ADD CONSTRAINT y FOREIGN KEY (y) REFERENCES p NOT VALID;',
    says: ['VALIDATE CONSTRAINT x'],
  },
  {
    name: 'foreign keys in a ring come',
    from: '',
    to: 'CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); ALTER TABLE a ADD CONSTRAINT ring FOREIGN KEY (b) REFERENCES b DEFERRABLE INITIALLY DEFERRED;',
  },
  {
    name: 'a foreign key on its own table comes',
    from: 'CREATE TABLE t (id int PRIMARY KEY);',
    to: 'CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t ON DELETE SET NULL);',
  },
  {
    name: 'a family of keys becomes bigint',
    from: 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a, x int REFERENCES b); CREATE TABLE c (b int REFERENCES b, a int REFERENCES a);',
    to: 'CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY, a bigint REFERENCES a, x bigint REFERENCES b); CREATE TABLE c (b bigint REFERENCES b, a bigint REFERENCES a);',
    rows: {
      insert: 'INSERT INTO a VALUES (1); INSERT INTO b VALUES (2, 1, 2); INSERT INTO c VALUES (2, 1);',
      kept: 'SELECT b::int, a::int FROM c',
    },
  },
  {
    name: 'a family of keys becomes uuid',
    from: 'CREATE TABLE a (id text PRIMARY KEY DEFAULT gen_random_uuid()::text); CREATE TABLE b (a text REFERENCES a);',
    to: 'CREATE TABLE a (id uuid PRIMARY KEY DEFAULT gen_random_uuid()); CREATE TABLE b (a uuid REFERENCES a);',
    rows: {
      insert: "INSERT INTO a VALUES ('00000000-0000-0000-0000-000000000001'); INSERT INTO b SELECT id FROM a;",
      kept: 'SELECT a::text FROM b',
    },
  },
  {
    name: 'a foreign key turns to another table',
    from: `${P} CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES p);`,
    to: `${P} CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES q);`,
  },
  {
    name: 'the table that a foreign key is on goes and another comes',
    from: 'CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES p);',
    to: 'CREATE TABLE q (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT f REFERENCES q);',
  },
  {
    name: 'a foreign key has a comment and another name',
    given: P,
    from: 'CREATE TABLE c (p int CONSTRAINT f REFERENCES p);',
    to: "CREATE TABLE c (p int CONSTRAINT g REFERENCES p); COMMENT ON CONSTRAINT g ON c IS 'g';",
    says: ['RENAME CONSTRAINT'],
  },
  {
    name: 'exclusion constraints change',
    from: 'CREATE TABLE t (r tsrange, n int4range, k int, CONSTRAINT x EXCLUDE USING gist (r WITH &&));',
    to: "CREATE TABLE t (r tsrange, n int4range, k int, CONSTRAINT x EXCLUDE USING gist (r WITH &&, n WITH &&) WHERE (k > 0) DEFERRABLE, CONSTRAINT y EXCLUDE USING btree (k WITH =), CONSTRAINT z EXCLUDE ((k + 1) WITH =)); COMMENT ON CONSTRAINT x ON t IS 'x';",
  },
  {
    name: 'an exclusion constraint has its column made another type',
    from: 'CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&));',
    to: 'CREATE TABLE t (r int8range, EXCLUDE USING gist (r WITH &&));',
  },
  {
    name: 'a table is clustered on its key, and replicated by an index',
    from: 'CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL); CREATE UNIQUE INDEX t_b ON t (b);',
    to: 'CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL); CREATE UNIQUE INDEX t_b ON t (b); ALTER TABLE t CLUSTER ON t_pkey; ALTER TABLE t REPLICA IDENTITY USING INDEX t_b;',
  },
  {
    name: 'the index by which a table is replicated changes',
    from: 'CREATE TABLE t (a int NOT NULL, b int NOT NULL); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX i; ALTER TABLE t CLUSTER ON i;',
    to: 'CREATE TABLE t (a int NOT NULL, b int NOT NULL); CREATE UNIQUE INDEX i ON t (a, b); ALTER TABLE t REPLICA IDENTITY USING INDEX i; ALTER TABLE t CLUSTER ON i;',
  },
  {
    name: 'the index by which a table is replicated is renamed',
    from: 'CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX i;',
    to: 'CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX j ON t (a); ALTER TABLE t REPLICA IDENTITY USING INDEX j;',
  },
  {
    name: 'keys change names with each other',
    from: 'CREATE TABLE t (a int CONSTRAINT x UNIQUE, b int CONSTRAINT y UNIQUE);',
    to: 'CREATE TABLE t (a int CONSTRAINT y UNIQUE, b int CONSTRAINT x UNIQUE);',
  },
  {
    name: 'foreign keys are not enforced',
    since: 18,
    given: P,
    from: 'CREATE TABLE c (p int CONSTRAINT f REFERENCES p, CONSTRAINT k CHECK (p > 0));',
    to: 'CREATE TABLE c (p int CONSTRAINT f REFERENCES p NOT ENFORCED, CONSTRAINT k CHECK (p > 0) NOT ENFORCED);',
  },
  {
    name: 'a temporal key comes',
    since: 18,
    from: 'CREATE TABLE t (r int4range, v daterange); CREATE TABLE c (r int4range, v daterange);',
    to: 'CREATE TABLE t (r int4range, v daterange, PRIMARY KEY (r, v WITHOUT OVERLAPS)); CREATE TABLE c (r int4range, v daterange, FOREIGN KEY (r, PERIOD v) REFERENCES t (r, PERIOD v));',
  },
  {
    name: 'a constraint takes the name of another of the same kind that goes elsewhere',
    from: 'CREATE TABLE t (a int, b int, CONSTRAINT x UNIQUE (a), CONSTRAINT y CHECK (b > 0));',
    to: 'CREATE TABLE t (a int, b int, CONSTRAINT y UNIQUE (a), CONSTRAINT x CHECK (b > 0));',
  },
];

export const CHECKS: readonly DraftCase[] = [
  {
    name: 'checks come, change, go and get comments',
    from: 'CREATE TABLE t (a int, b int, CONSTRAINT x CHECK (a > 0), CONSTRAINT gone CHECK (b > 0));',
    to: "CREATE TABLE t (a int, b int, CONSTRAINT x CHECK (a > 1), CONSTRAINT two CHECK (a < b)); COMMENT ON CONSTRAINT two ON t IS 'b';",
  },
  {
    name: 'a check is validated and another is not',
    from: 'CREATE TABLE t (a int, CONSTRAINT y CHECK (a < 9)); ALTER TABLE t ADD CONSTRAINT x CHECK (a > 0) NOT VALID;',
    to: 'CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0)); ALTER TABLE t ADD CONSTRAINT y CHECK (a < 9) NOT VALID;',
  },
  {
    name: 'a check is renamed only',
    from: 'CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0));',
    to: 'CREATE TABLE t (a int, CONSTRAINT y CHECK (a > 0));',
    says: ['RENAME CONSTRAINT x TO y'],
  },
  {
    name: 'checks change their names with each other',
    from: 'CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (a < 9));',
    to: 'CREATE TABLE t (a int, CONSTRAINT y CHECK (a > 0), CONSTRAINT x CHECK (a < 9));',
  },
  {
    name: 'a column under a check of two columns goes',
    from: 'CREATE TABLE t (a int, b int, CONSTRAINT x CHECK (a > b), CONSTRAINT own CHECK (b > 0));',
    to: 'CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0));',
  },
  {
    name: 'a column under a check becomes text',
    from: 'CREATE TABLE t (a int, CONSTRAINT x CHECK (a > 0));',
    to: "CREATE TABLE t (a text, CONSTRAINT x CHECK (a > '0'));",
  },
  {
    name: 'a check calls a function that comes with it',
    from: 'CREATE TABLE t (a int);',
    to: "CREATE FUNCTION ok(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0'; CREATE TABLE t (a int CHECK (ok(a)));",
  },
  {
    name: 'names of NOT NULL constraints',
    since: 18,
    from: 'CREATE TABLE t (a int CONSTRAINT mine NOT NULL, b int NOT NULL, c int, d int CONSTRAINT gone NOT NULL);',
    to: 'CREATE TABLE t (a int NOT NULL, b int CONSTRAINT own NOT NULL, c int CONSTRAINT fresh NOT NULL, d int);',
  },
  {
    name: 'a NOT NULL that is not validated',
    since: 18,
    from: 'CREATE TABLE t (a int, b int NOT NULL);',
    to: 'CREATE TABLE t (a int, b int); ALTER TABLE t ADD CONSTRAINT x NOT NULL a NOT VALID; ALTER TABLE t ADD CONSTRAINT y NOT NULL b NO INHERIT;',
  },
  {
    name: 'NOT NULL of one column takes the name of that of another',
    from: 'CREATE TABLE t (a int CONSTRAINT x NOT NULL, b int CONSTRAINT y NOT NULL, c int);',
    to: 'CREATE TABLE t (a int CONSTRAINT y NOT NULL, b int CONSTRAINT z NOT NULL, d int CONSTRAINT x NOT NULL DEFAULT 1);',
    since: 18,
    rows: { insert: 'INSERT INTO t VALUES (1, 2, 3);', kept: 'SELECT a, b FROM t' },
  },
];

export const INDEXES: readonly DraftCase[] = [
  {
    name: 'indexes of every method come',
    from: 'CREATE TABLE t (a int, j jsonb, r int4range, v tsvector, n text);',
    to: 'CREATE TABLE t (a int, j jsonb, r int4range, v tsvector, n text); CREATE INDEX i1 ON t USING hash (a); CREATE INDEX i2 ON t USING gin (j jsonb_path_ops); CREATE INDEX i3 ON t USING gist (r); CREATE INDEX i4 ON t USING gin (v); CREATE INDEX i5 ON t USING brin (a) WITH (pages_per_range = 16); CREATE INDEX i6 ON t USING spgist (n); CREATE INDEX i7 ON t (n text_pattern_ops); CREATE INDEX i8 ON t (lower(n) COLLATE "C" DESC NULLS LAST, a) INCLUDE (r) WHERE a > 0;',
  },
  {
    name: 'an index changes order, nulls, class and predicate',
    given: 'CREATE TABLE t (a int, n text);',
    from: 'CREATE INDEX i ON t (a); CREATE INDEX j ON t (n); CREATE INDEX k ON t (a) WHERE a > 0;',
    to: 'CREATE INDEX i ON t (a DESC NULLS LAST); CREATE INDEX j ON t (n text_pattern_ops); CREATE INDEX k ON t (a) WHERE a > 1;',
  },
  {
    name: 'storage parameters of an index change',
    given: 'CREATE TABLE t (a int, j int[]);',
    from: 'CREATE INDEX i ON t (a) WITH (fillfactor = 70); CREATE INDEX g ON t USING gin (j);',
    to: 'CREATE INDEX i ON t (a) WITH (deduplicate_items = off); CREATE INDEX g ON t USING gin (j) WITH (fastupdate = off);',
    never: ['DROP INDEX'],
  },
  {
    name: 'an index is renamed and gets a comment',
    given: 'CREATE TABLE t (a int);',
    from: 'CREATE INDEX i ON t (a);',
    to: "CREATE INDEX j ON t (a); COMMENT ON INDEX j IS 'j';",
    says: ['RENAME TO j'],
    never: ['DROP INDEX'],
  },
  {
    name: 'indexes change their names with each other',
    given: 'CREATE TABLE t (a int, b int);',
    from: 'CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);',
    to: 'CREATE INDEX j ON t (a); CREATE INDEX i ON t (b);',
  },
  {
    name: 'a column under an index of two goes',
    from: 'CREATE TABLE t (a int, b int, c int); CREATE INDEX i ON t (a, b); CREATE INDEX j ON t (c) WHERE b > 0; CREATE INDEX k ON t (c) INCLUDE (b);',
    to: 'CREATE TABLE t (a int, c int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (c);',
  },
  {
    name: 'a column under indexes with expressions becomes bigint',
    from: 'CREATE TABLE t (a int, b int); CREATE INDEX i ON t ((a + b)); CREATE INDEX j ON t (b) WHERE a > 0; CREATE INDEX k ON t (a); CREATE UNIQUE INDEX u ON t (a, b);',
    to: 'CREATE TABLE t (a bigint, b int); CREATE INDEX i ON t ((a + b)); CREATE INDEX j ON t (b) WHERE a > 0; CREATE INDEX k ON t (a); CREATE UNIQUE INDEX u ON t (a, b);',
  },
  {
    name: 'a column under an index of one operator class becomes another type',
    from: 'CREATE TABLE t (n text, j json); CREATE INDEX i ON t (n text_pattern_ops);',
    to: 'CREATE TABLE t (n uuid, j jsonb); CREATE INDEX i ON t (n); CREATE INDEX g ON t USING gin (j);',
  },
  {
    name: 'a column under trigrams becomes an array',
    given: 'CREATE EXTENSION pg_trgm;',
    from: 'CREATE TABLE t (n text); CREATE INDEX i ON t USING gin (n gin_trgm_ops);',
    to: 'CREATE TABLE t (n text[]); CREATE INDEX i ON t USING gin (n);',
  },
  {
    name: 'statistics of an expression',
    given: 'CREATE TABLE t (a int, b int);',
    from: 'CREATE INDEX i ON t ((a + b), (a * b)); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100;',
    to: 'CREATE INDEX i ON t ((a + b), (a * b)); ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 200;',
  },
  {
    name: 'a clustered index is made anew',
    from: 'CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a); ALTER TABLE t CLUSTER ON i;',
    to: 'CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a, b); ALTER TABLE t CLUSTER ON i;',
  },
  {
    name: 'a table is clustered on another index',
    given: 'CREATE TABLE t (a int, b int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);',
    from: 'ALTER TABLE t CLUSTER ON i;',
    to: 'ALTER TABLE t CLUSTER ON j;',
  },
  {
    name: 'an index moves from one table to another',
    given: 'CREATE TABLE t (a int); CREATE TABLE u (a int);',
    from: 'CREATE INDEX i ON t (a);',
    to: 'CREATE INDEX i ON u (a);',
  },
  {
    name: 'an index has a name of 63 bytes, and one in quotes',
    given: 'CREATE TABLE "T" ("colA" int);',
    from: 'CREATE INDEX "T_colA_idx" ON "T" ("colA");',
    to: 'CREATE INDEX "T_colA_idx" ON "T" ("colA" DESC); CREATE INDEX "a123456789b123456789c123456789d123456789e123456789f123456789_63" ON "T" (("colA" + 1));',
  },

  {
    name: 'NOT NULL that was not checked takes the name of one that goes with its column',
    from: 'CREATE TABLE t (a int CONSTRAINT x NOT NULL, b int);',
    to: 'CREATE TABLE t (b int, CONSTRAINT x NOT NULL b NOT VALID);',
    since: 18,
  },
];
