import type { DraftCase } from '../draft-case.ts';

const ROLES = ['reader', 'writer', '"App User"']
  .map((role) => `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`)
  .join(' ');
const T = 'CREATE TABLE t (a int, b int, c text);';

export const SEQUENCES: readonly DraftCase[] = [
  {
    name: 'a sequence comes and another goes',
    from: 'CREATE SEQUENCE gone;',
    to: 'CREATE SEQUENCE "My Seq" AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE 50 START 40 CACHE 7 CYCLE; COMMENT ON SEQUENCE "My Seq" IS \'s\';',
  },
  {
    name: 'every option of a sequence changes',
    from: 'CREATE SEQUENCE s AS integer INCREMENT 2 MINVALUE 5 MAXVALUE 100 START 10 CACHE 5 CYCLE;',
    to: 'CREATE SEQUENCE s AS bigint INCREMENT 3 MINVALUE 6 MAXVALUE 1000 START 11 CACHE 6 NO CYCLE;',
    never: ['DROP'],
  },
  { name: 'a sequence counts down', from: 'CREATE SEQUENCE s;', to: 'CREATE SEQUENCE s INCREMENT -1;' },
  {
    name: 'a sequence becomes small with the limits of its type',
    from: 'CREATE SEQUENCE s;',
    to: 'CREATE SEQUENCE s AS smallint;',
  },
  {
    name: 'limits of a sequence move beyond where they were',
    from: 'CREATE SEQUENCE s MINVALUE 1 MAXVALUE 10 START 5;',
    to: 'CREATE SEQUENCE s MINVALUE 100 MAXVALUE 200 START 150;',
  },
  {
    name: 'a sequence is owned, by another, by nobody',
    from: 'CREATE TABLE t (a int, b int); CREATE SEQUENCE x OWNED BY t.a; CREATE SEQUENCE y; CREATE SEQUENCE z OWNED BY t.a;',
    to: 'CREATE TABLE t (a int, b int); CREATE SEQUENCE x OWNED BY t.b; CREATE SEQUENCE y OWNED BY t.a; CREATE SEQUENCE z;',
  },
  {
    name: 'a sequence stays while the column that owned it goes',
    from: 'CREATE TABLE t (a int, b int); CREATE SEQUENCE s OWNED BY t.a;',
    to: 'CREATE TABLE t (b int); CREATE SEQUENCE s;',
    never: ['DROP SEQUENCE'],
  },
  {
    name: 'a sequence stays while the table that owned it goes',
    from: 'CREATE TABLE t (a int); CREATE SEQUENCE s OWNED BY t.a;',
    to: 'CREATE TABLE u (a int); CREATE SEQUENCE s OWNED BY u.a;',
    never: ['DROP SEQUENCE'],
  },
  { name: 'a sequence is unlogged', since: 15, from: 'CREATE SEQUENCE s;', to: 'CREATE UNLOGGED SEQUENCE s;' },
  {
    name: 'a sequence moves and is renamed',
    given: 'CREATE SCHEMA x;',
    from: "CREATE SEQUENCE s; CREATE TABLE t (a int DEFAULT nextval('s'));",
    to: "CREATE SEQUENCE x.r INCREMENT 5; CREATE TABLE t (a int DEFAULT nextval('x.r'));",
    renames: ['public.s->x.r'],
    never: ['DROP SEQUENCE'],
  },
  {
    name: 'a sequence has grants',
    given: ROLES,
    from: 'CREATE SEQUENCE s; GRANT USAGE ON SEQUENCE s TO reader;',
    to: 'CREATE SEQUENCE s; GRANT SELECT, UPDATE ON SEQUENCE s TO writer WITH GRANT OPTION;',
  },
];

export const GRANTS: readonly DraftCase[] = [
  {
    name: 'grants on a new table',
    given: ROLES,
    from: '',
    to: `${T} GRANT SELECT, INSERT ON t TO reader; GRANT ALL ON t TO writer; GRANT UPDATE (a, b) ON t TO "App User" WITH GRANT OPTION;`,
  },
  {
    name: 'grants on a table that stays',
    given: `${ROLES} ${T}`,
    from: 'GRANT SELECT, INSERT ON t TO reader; GRANT ALL ON t TO writer;',
    to: 'GRANT SELECT ON t TO reader WITH GRANT OPTION; GRANT DELETE ON t TO "App User"; GRANT TRIGGER ON t TO PUBLIC;',
  },
  {
    name: 'grants on the sequences of identities go and come with them',
    given: ROLES,
    from: "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, k text) PARTITION BY LIST (k); CREATE TABLE t_a PARTITION OF t FOR VALUES IN ('a'); GRANT USAGE ON SEQUENCE t_id_seq TO reader; CREATE TABLE u (id int GENERATED ALWAYS AS IDENTITY, v int); GRANT SELECT ON SEQUENCE u_id_seq TO reader;",
    to: "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, k text) PARTITION BY RANGE (k); CREATE TABLE t_a PARTITION OF t FOR VALUES FROM ('a') TO ('b'); GRANT USAGE ON SEQUENCE t_id_seq TO reader; CREATE TABLE u (id int, v int GENERATED ALWAYS AS IDENTITY); GRANT SELECT ON SEQUENCE u_v_seq TO reader;",
  },
  {
    name: 'a grant option goes',
    given: `${ROLES} ${T}`,
    from: 'GRANT SELECT, UPDATE ON t TO reader WITH GRANT OPTION; GRANT UPDATE (a) ON t TO writer WITH GRANT OPTION;',
    to: 'GRANT SELECT, UPDATE ON t TO reader; GRANT UPDATE (a) ON t TO writer;',
  },
  {
    name: 'grants on columns change',
    given: `${ROLES} ${T}`,
    from: 'GRANT SELECT (a), UPDATE (b) ON t TO reader;',
    to: 'GRANT SELECT (b, c), UPDATE (b), REFERENCES (a) ON t TO reader;',
  },
  {
    name: 'a grant on a column goes with it, another comes with one',
    given: ROLES,
    from: 'CREATE TABLE t (a int, b int); GRANT SELECT (a) ON t TO reader;',
    to: 'CREATE TABLE t (b int, d int); GRANT SELECT (d) ON t TO reader;',
  },
  {
    name: 'grants on a column replace those on the table, and the other way round',
    given: `${ROLES} ${T} CREATE TABLE u (a int);`,
    from: 'GRANT SELECT ON t TO reader; GRANT SELECT (a) ON u TO reader;',
    to: 'GRANT SELECT (a) ON t TO reader; GRANT SELECT ON u TO reader;',
  },
  {
    name: 'grants on schemas, functions, types and views',
    given: `${ROLES} CREATE SCHEMA s; ${T} CREATE TYPE e AS ENUM ('a'); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1'; CREATE DOMAIN d AS int;`,
    from: 'GRANT USAGE ON SCHEMA s TO reader; GRANT SELECT ON v TO reader;',
    to: 'GRANT USAGE, CREATE ON SCHEMA s TO writer; REVOKE EXECUTE ON FUNCTION f(int) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(int) TO reader; REVOKE ALL ON PROCEDURE p() FROM PUBLIC; REVOKE USAGE ON TYPE e FROM PUBLIC; GRANT USAGE ON DOMAIN d TO writer; GRANT INSERT ON v TO writer;',
  },
  {
    name: 'what everybody may do is taken away and given back',
    given: ROLES,
    from: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION f() FROM PUBLIC; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE ALL ON FUNCTION g() FROM PUBLIC;",
  },
  {
    name: 'default privileges come, change and go',
    given: `${ROLES} CREATE SCHEMA s;`,
    from: 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT USAGE ON SEQUENCES TO writer;',
    to: 'ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT EXECUTE ON FUNCTIONS TO writer; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;',
  },
  {
    name: 'a table comes under default privileges',
    given: ROLES,
    from: 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;',
    to: `ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ${T} CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';`,
  },
  {
    name: 'a table comes without what default privileges give',
    given: ROLES,
    from: 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO reader;',
    to: 'CREATE TABLE t (a serial); ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO reader;',
  },
  {
    name: 'a view under default privileges is made anew',
    given: ROLES,
    from: "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;",
    to: "CREATE TABLE t (a text); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''1'''; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;",
  },
];

export const POLICIES: readonly DraftCase[] = [
  {
    name: 'policies come with row security',
    given: `${ROLES} ${T}`,
    from: '',
    to: 'ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY a ON t FOR SELECT TO reader, writer USING (a = 1); CREATE POLICY b ON t AS RESTRICTIVE FOR INSERT TO PUBLIC WITH CHECK (b > (SELECT max(b) FROM t)); CREATE POLICY "c c" ON t FOR DELETE TO "App User" USING (c = current_setting(\'app.x\', true)); COMMENT ON POLICY a ON t IS \'a\';',
  },
  {
    name: 'policies go with row security',
    given: `${ROLES} ${T}`,
    from: 'ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY a ON t USING (true);',
    to: '',
  },
  {
    name: 'the command, the kind and the roles of policies change',
    given: `${ROLES} ${T}`,
    from: 'CREATE POLICY a ON t FOR SELECT USING (a > 0); CREATE POLICY b ON t USING (a > 0); CREATE POLICY c ON t TO reader USING (a > 0); CREATE POLICY d ON t USING (a > 0) WITH CHECK (b > 0);',
    to: "CREATE POLICY a ON t FOR DELETE USING (a > 0); CREATE POLICY b ON t AS RESTRICTIVE USING (a > 0); CREATE POLICY c ON t USING (a > 0); CREATE POLICY d ON t WITH CHECK (b > 0); COMMENT ON POLICY d ON t IS 'd';",
  },
  {
    name: 'a policy is renamed and changes',
    given: T,
    from: 'CREATE POLICY a ON t USING (a > 0);',
    to: 'CREATE POLICY b ON t USING (a > 1);',
    renames: ['policy:public.t.a->public.t.b'],
    never: ['DROP POLICY'],
  },
  {
    name: 'a policy asks another table, whose column changes',
    from: 'CREATE TABLE m (u int, t int); CREATE TABLE t (id int); CREATE POLICY p ON t USING (EXISTS (SELECT FROM m WHERE m.t = t.id AND m.u = 1)); CREATE POLICY q ON m USING (u IN (SELECT id FROM t));',
    to: 'CREATE TABLE m (u bigint, t bigint); CREATE TABLE t (id bigint); CREATE POLICY p ON t USING (EXISTS (SELECT FROM m WHERE m.t = t.id AND m.u = 1)); CREATE POLICY q ON m USING (u IN (SELECT id FROM t));',
  },
  {
    name: 'a policy asks a table that goes',
    from: `CREATE TABLE m (u int); ${T} CREATE POLICY p ON t USING (a IN (SELECT u FROM m));`,
    to: `${T} CREATE POLICY p ON t USING (a IN (1, 2));`,
  },
  {
    name: 'a policy calls a function that changes its result, and one that goes',
    from: `CREATE FUNCTION me() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1'; CREATE FUNCTION old() RETURNS boolean LANGUAGE sql AS 'SELECT true'; ${T} CREATE POLICY p ON t USING (a = me()); CREATE POLICY q ON t FOR INSERT WITH CHECK (old());`,
    to: `CREATE FUNCTION me() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1'; ${T} CREATE POLICY p ON t USING (a = me()); CREATE POLICY q ON t FOR INSERT WITH CHECK (true);`,
  },
  {
    name: 'a policy is on a column that comes',
    from: 'CREATE TABLE t (a int);',
    to: "CREATE TABLE t (a int, tenant uuid NOT NULL); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (tenant = current_setting('app.tenant')::uuid) WITH CHECK (tenant = current_setting('app.tenant')::uuid); CREATE INDEX ON t (tenant);",
  },
  {
    name: 'a policy is on a column that is renamed with its table',
    from: 'CREATE TABLE "userData" ("tenantId" int); CREATE POLICY p ON "userData" USING ("tenantId" = 1);',
    to: 'CREATE TABLE user_data (tenant_id int); CREATE POLICY p ON user_data USING (tenant_id = 1);',
    renames: ['public.userData->public.user_data', 'public.user_data.tenantId->public.user_data.tenant_id'],
    never: ['DROP', 'CREATE POLICY'],
  },
];

export const TABLES_MORE: readonly DraftCase[] = [
  {
    name: 'storage parameters of a table and its TOAST come and go',
    given: '',
    from: 'CREATE TABLE t (a text) WITH (fillfactor = 70, autovacuum_enabled = false);',
    to: 'CREATE TABLE t (a text) WITH (fillfactor = 80, toast.autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.1, parallel_workers = 3);',
    never: ['DROP'],
  },
  {
    name: 'tables become logged and unlogged that refer to each other',
    from: 'CREATE UNLOGGED TABLE a (id int PRIMARY KEY); CREATE UNLOGGED TABLE b (a int REFERENCES a);',
    to: 'CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int REFERENCES a);',
  },
  {
    name: 'a table with a serial key becomes unlogged',
    from: 'CREATE TABLE a (id serial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY);',
    to: 'CREATE UNLOGGED TABLE a (id serial PRIMARY KEY, n int GENERATED ALWAYS AS IDENTITY);',
  },
  {
    name: 'a table of the name of a view, an index and a sequence that go',
    from: 'CREATE TABLE base (x int); CREATE VIEW a AS SELECT x FROM base; CREATE INDEX b ON base (x); CREATE SEQUENCE c;',
    to: 'CREATE TABLE base (x int); CREATE TABLE a (x int); CREATE TABLE b (x int); CREATE TABLE c (x int);',
  },
  {
    name: 'names in capitals, with dots, quotes and spaces, reserved and long',
    from: '',
    to: 'CREATE SCHEMA "My.Schema"; CREATE TABLE "My.Schema"."Ta""ble" ("select" serial PRIMARY KEY, "Col.umn" text DEFAULT \'x\' CHECK ("Col.umn" <> \'\'), "a123456789b123456789c123456789d123456789e123456789f123456789_63" int UNIQUE REFERENCES "My.Schema"."Ta""ble"); CREATE INDEX "In.dex" ON "My.Schema"."Ta""ble" (lower("Col.umn")); COMMENT ON COLUMN "My.Schema"."Ta""ble"."Col.umn" IS \'c\'; CREATE TABLE "user" ("order" int, "table" text, "group" int GENERATED ALWAYS AS IDENTITY);',
  },
  {
    name: 'columns of such names come and go',
    from: 'CREATE TABLE "user" ("order" int, "camelCase" text, "Sp ace" int CHECK ("Sp ace" > 0)); CREATE INDEX "ix.1" ON "user" ("camelCase");',
    to: 'CREATE TABLE "user" ("order" bigint DEFAULT 1, "snake.case" text NOT NULL DEFAULT \'\', "Sp ace" int CHECK ("Sp ace" > 1)); CREATE INDEX "ix.1" ON "user" ("snake.case");',
  },
  {
    name: 'a database of fifteen objects from nothing',
    from: '',
    to: `CREATE EXTENSION citext; CREATE SCHEMA app; CREATE TYPE app.state AS ENUM ('on', 'off'); CREATE DOMAIN app.email AS citext CHECK (VALUE LIKE '%@%'); CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.at = now(); RETURN NEW; END'; CREATE TABLE app.orgs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL UNIQUE); CREATE TABLE app.users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, org uuid NOT NULL REFERENCES app.orgs ON DELETE CASCADE, email app.email NOT NULL, state app.state NOT NULL DEFAULT 'on', tags text[] NOT NULL DEFAULT '{}', at timestamptz DEFAULT now(), UNIQUE (org, email)); CREATE INDEX users_tags ON app.users USING gin (tags); CREATE TRIGGER touch BEFORE UPDATE ON app.users FOR EACH ROW EXECUTE FUNCTION app.touch(); ALTER TABLE app.users ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON app.users USING (org = current_setting('app.org')::uuid); CREATE VIEW app.active AS SELECT u.id, o.name FROM app.users u JOIN app.orgs o ON o.id = u.org WHERE u.state = 'on'; CREATE MATERIALIZED VIEW app.counts AS SELECT name, count(*) FROM app.active GROUP BY name; CREATE UNIQUE INDEX counts_name ON app.counts (name); COMMENT ON SCHEMA app IS 'all'; COMMENT ON TABLE app.users IS 'people';`,
  },
  {
    name: 'a table is of a type',
    given: 'CREATE TYPE place AS (x int, y int);',
    from: 'CREATE TABLE t (x int, y int);',
    to: 'CREATE TABLE t OF place;',
  },
  { name: 'a table without columns', from: '', to: "CREATE TABLE t (); COMMENT ON TABLE t IS 'empty';" },
  {
    name: 'statistics objects and rules that are not asked about stay',
    given: 'CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, b FROM t;',
    from: '',
    to: "COMMENT ON TABLE t IS 'x';",
  },
  {
    name: 'extended statistics come, change and follow their columns',
    given: 'CREATE SCHEMA spare;',
    from: 'CREATE TABLE t (a int, b int, c text); CREATE STATISTICS st (dependencies) ON a, b FROM t; CREATE STATISTICS gone ON a, c FROM t; CREATE STATISTICS kept ON b, c FROM t;',
    to: "CREATE TABLE t (a int, b bigint, c text); CREATE STATISTICS st (ndistinct, mcv) ON a, b FROM t; ALTER STATISTICS st SET STATISTICS 50; COMMENT ON STATISTICS st IS 'pairs'; CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t; CREATE STATISTICS spare.sm ON a, b FROM m; CREATE STATISTICS kept ON b, c FROM t;",
    never: ['STATISTICS public.kept'],
  },
  {
    name: 'extended statistics are of a column that comes',
    from: 'CREATE TABLE t (a int, c int);',
    to: 'CREATE TABLE t (a int, b int, c int); CREATE STATISTICS st ON a, b, c FROM t;',
  },
  {
    name: 'extended statistics over an expression step aside while its column changes',
    since: 14,
    from: 'CREATE TABLE t (a int, b text); CREATE STATISTICS st ON a, lower(b) FROM t;',
    to: 'CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, (b + 1) FROM t;',
    rows: { insert: "INSERT INTO t VALUES (1, '2');", kept: 'SELECT a, b::text FROM t' },
  },
];

export const SCHEMAS: readonly DraftCase[] = [
  {
    name: 'a schema goes with all that is in it',
    from: "CREATE SCHEMA s; CREATE TYPE s.e AS ENUM ('a'); CREATE TABLE s.t (id serial PRIMARY KEY, e s.e); CREATE VIEW s.v AS SELECT e FROM s.t; CREATE FUNCTION s.f(s.t) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SEQUENCE s.q;",
    to: '',
  },
  {
    name: 'all of a schema comes in another',
    from: 'CREATE SCHEMA a; CREATE TABLE a.t (id serial PRIMARY KEY);',
    to: 'CREATE SCHEMA b; CREATE TABLE b.t (id serial PRIMARY KEY);',
  },
  {
    name: 'a schema is renamed with what names it in strings',
    from: "CREATE SCHEMA a; CREATE TYPE a.e AS ENUM ('x'); CREATE TABLE a.t (id serial, e a.e DEFAULT 'x'); CREATE FUNCTION a.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM a.t';",
    to: "CREATE SCHEMA b; CREATE TYPE b.e AS ENUM ('x'); CREATE TABLE b.t (id serial, e b.e DEFAULT 'x'); CREATE FUNCTION b.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM b.t';",
    renames: ['a->b'],
    never: ['DROP SCHEMA', 'DROP TABLE'],
  },
  {
    name: 'tables that refer to each other move',
    given: 'CREATE SCHEMA a; CREATE SCHEMA b;',
    from: 'CREATE TABLE a.p (id serial PRIMARY KEY); CREATE TABLE a.c (p int REFERENCES a.p); CREATE VIEW a.v AS SELECT id FROM a.p;',
    to: 'CREATE TABLE b.p (id serial PRIMARY KEY); CREATE TABLE a.c (p int REFERENCES b.p); CREATE VIEW a.v AS SELECT id FROM b.p;',
    renames: ['a.p->b.p'],
    never: ['DROP'],
  },
  {
    name: 'public gets a comment of its own',
    from: '',
    to: "COMMENT ON SCHEMA public IS 'ours';",
  },
  {
    name: 'comments of schemas and extensions',
    given: 'CREATE SCHEMA s; CREATE EXTENSION pg_trgm;',
    from: "COMMENT ON SCHEMA s IS 'a';",
    to: "COMMENT ON SCHEMA s IS 'b'; COMMENT ON EXTENSION pg_trgm IS 'mine';",
  },
  {
    name: 'an extension comes with a column of its type, and goes',
    from: 'CREATE TABLE t (a text);',
    to: 'CREATE SCHEMA x; CREATE EXTENSION citext SCHEMA x; CREATE TABLE t (a x.citext);',
  },
  {
    name: 'an extension moves to another schema',
    given: 'CREATE SCHEMA x;',
    from: 'CREATE EXTENSION citext; CREATE TABLE t (a citext);',
    to: 'CREATE EXTENSION citext SCHEMA x; CREATE TABLE t (a x.citext);',
  },
  {
    name: 'an extension’s functions are used by defaults and indexes',
    from: 'CREATE TABLE t (a text);',
    to: "CREATE EXTENSION pgcrypto; CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist; CREATE TABLE t (a text, b bytea DEFAULT digest('x', 'sha256'), n int, r int4range, EXCLUDE USING gist (n WITH =, r WITH &&)); CREATE INDEX i ON t USING gin (a gin_trgm_ops);",
  },
];

export const PUBLICATIONS: readonly DraftCase[] = [
  {
    name: 'publications come, change and go',
    given: 'CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE u (a int PRIMARY KEY);',
    from: 'CREATE PUBLICATION pub_a FOR TABLE t; CREATE PUBLICATION pub_gone FOR TABLE u;',
    to: "CREATE PUBLICATION pub_a FOR TABLE t, u WITH (publish = 'insert, update'); CREATE PUBLICATION pub_new; COMMENT ON PUBLICATION pub_new IS 'p';",
  },
  {
    name: 'a publication of columns, conditions and schemas',
    since: 15,
    given: 'CREATE SCHEMA s; CREATE TABLE t (a int PRIMARY KEY, b int);',
    from: 'CREATE PUBLICATION pub_a FOR TABLE t; CREATE PUBLICATION pub_b FOR TABLES IN SCHEMA s;',
    to: 'CREATE PUBLICATION pub_a FOR TABLE t (a) WHERE (a > 1) WITH (publish_via_partition_root = true); CREATE PUBLICATION pub_b FOR TABLES IN SCHEMA public;',
  },
  {
    name: 'a published table goes, another comes',
    from: 'CREATE TABLE t (a int PRIMARY KEY); CREATE TABLE u (a int PRIMARY KEY); CREATE PUBLICATION pub_a FOR TABLE t, u;',
    to: 'CREATE TABLE u (a int PRIMARY KEY); CREATE TABLE w (a int PRIMARY KEY); CREATE PUBLICATION pub_a FOR TABLE u, w;',
  },
  {
    name: 'a published column becomes another type',
    since: 15,
    from: 'CREATE TABLE t (a int PRIMARY KEY, b int); CREATE PUBLICATION pub_a FOR TABLE t (a, b) WHERE (a > 1);',
    to: 'CREATE TABLE t (a bigint PRIMARY KEY, b int); CREATE PUBLICATION pub_a FOR TABLE t (a, b) WHERE (a > 1);',
  },
];

export const RENAMES: readonly DraftCase[] = [
  {
    name: 'camelCase becomes snake_case with keys, indexes and a sequence',
    from: 'CREATE TABLE "userAccounts" ("userId" serial PRIMARY KEY, "firstName" text UNIQUE, "managerId" int REFERENCES "userAccounts", CONSTRAINT "userAccounts_check" CHECK ("userId" > 0)); CREATE INDEX "userAccounts_firstName_idx" ON "userAccounts" ("firstName");',
    to: 'CREATE TABLE user_accounts (user_id serial PRIMARY KEY, first_name text UNIQUE, manager_id int REFERENCES user_accounts, CONSTRAINT user_accounts_check CHECK (user_id > 0)); CREATE INDEX user_accounts_first_name_idx ON user_accounts (first_name);',
    renames: [
      'public.userAccounts->public.user_accounts',
      'public.user_accounts.userId->public.user_accounts.user_id',
      'public.user_accounts.firstName->public.user_accounts.first_name',
      'public.user_accounts.managerId->public.user_accounts.manager_id',
    ],
    never: ['DROP'],
  },
  {
    name: 'a column is renamed and changes its type, default and NOT NULL',
    from: 'CREATE TABLE t (a int DEFAULT 1); CREATE INDEX t_a_idx ON t (a); CREATE VIEW v AS SELECT a FROM t;',
    to: "CREATE TABLE t (b text DEFAULT 'x' NOT NULL); CREATE INDEX t_b_idx ON t (b); CREATE VIEW v AS SELECT b FROM t;",
    renames: ['public.t.a->public.t.b'],
    never: ['DROP COLUMN'],
  },
  {
    name: 'an identity column is renamed with its table',
    from: 'CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
    to: 'CREATE TABLE u (key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY);',
    renames: ['public.t->public.u', 'public.u.id->public.u.key'],
    never: ['DROP'],
  },
  {
    name: 'a table moves into a schema with its enum, sequence and foreign keys',
    given: 'CREATE SCHEMA app;',
    from: "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (id serial PRIMARY KEY, e e DEFAULT 'a'); CREATE TABLE c (t int REFERENCES t);",
    to: "CREATE TYPE app.e AS ENUM ('a', 'b'); CREATE TABLE app.t (id serial PRIMARY KEY, e app.e DEFAULT 'a'); CREATE TABLE c (t int REFERENCES app.t);",
    renames: ['enum:public.e->app.e', 'table:public.t->app.t'],
    never: ['DROP'],
  },
  {
    name: 'an index and a constraint are renamed by hints',
    from: 'CREATE TABLE t (a int CONSTRAINT x UNIQUE); CREATE INDEX i ON t (a);',
    to: 'CREATE TABLE t (a int CONSTRAINT y UNIQUE); CREATE INDEX j ON t (a);',
    renames: ['unique:public.t.x->public.t.y', 'index:public.i->public.j'],
    never: ['DROP'],
  },
  {
    name: 'a column takes the name of one that is renamed',
    from: 'CREATE TABLE t (a int, b text);',
    to: 'CREATE TABLE t (was_a int, a text);',
    renames: ['public.t.a->public.t.was_a', 'public.t.b->public.t.a'],
    rows: { insert: "INSERT INTO t VALUES (1, 'x');", kept: 'SELECT t::text FROM t' },
  },
  {
    name: 'a view and its column are renamed',
    given: 'CREATE TABLE t (a int);',
    from: 'CREATE VIEW v AS SELECT a FROM t;',
    to: 'CREATE VIEW w AS SELECT a AS b FROM t;',
    renames: ['view:public.v->public.w'],
  },
];
