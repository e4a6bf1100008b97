import type { DraftCase } from '../draft-case.ts';

const TRIGGER = "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
const ROLES = 'DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;';

export const FUNCTIONS: readonly DraftCase[] = [
  {
    name: 'overloads come and go',
    from: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2';",
    to: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(int, int) RETURNS int LANGUAGE sql AS 'SELECT 3'; CREATE FUNCTION f(VARIADIC text[]) RETURNS int LANGUAGE sql AS 'SELECT 4';",
  },
  {
    name: 'an overload with a default takes the place of a plain one that much is built on',
    from: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE DOMAIN d AS int CHECK (f(VALUE) > 0); CREATE TABLE t (a d DEFAULT f(1), g int GENERATED ALWAYS AS (f(2)) STORED, CHECK (f(a) > 0)); CREATE INDEX i ON t (f(a)); CREATE VIEW v AS SELECT f(3) AS x;",
    to: "CREATE FUNCTION f(int, int DEFAULT 1) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2'; CREATE DOMAIN d AS bigint CHECK (f(VALUE::int) > 0); CREATE TABLE t (a d DEFAULT f(1), g int GENERATED ALWAYS AS (f(2)) STORED, CHECK (f(a::int) > 0)); CREATE INDEX i ON t (f(a::int)); CREATE VIEW v AS SELECT f(3) AS x;",
  },
  {
    name: 'arguments get other names and defaults',
    from: "CREATE FUNCTION f(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f(x int, y int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 1';",
  },
  {
    name: 'a default of an argument goes',
    from: "CREATE FUNCTION f(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (x int DEFAULT f(1));",
    to: "CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (x int DEFAULT f(1, 2));",
  },
  {
    name: 'OUT arguments and tables as results change',
    from: "CREATE FUNCTION f(a int, OUT x int, OUT y text) LANGUAGE sql AS 'SELECT 1, ''x'''; CREATE FUNCTION g() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f(a int, OUT x int, OUT y int) LANGUAGE sql AS 'SELECT 1, 2'; CREATE FUNCTION g() RETURNS TABLE (a int, b int) LANGUAGE sql AS 'SELECT 1, 2';",
  },
  {
    name: 'attributes of a function change',
    from: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE COST 7 SET search_path = public, pg_temp SET work_mem = '1MB' AS 'SELECT 1'; COMMENT ON FUNCTION f(int) IS 'f';",
  },
  {
    name: 'a function changes its language',
    from: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';",
  },
  {
    name: 'a function becomes a procedure',
    from: "CREATE FUNCTION f(a int) RETURNS void LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE PROCEDURE f(a int) LANGUAGE sql AS 'SELECT 1'; COMMENT ON PROCEDURE f(int) IS 'p';",
  },
  {
    name: 'a procedure changes its body and arguments',
    from: "CREATE PROCEDURE p(a int) LANGUAGE plpgsql AS 'BEGIN END'; CREATE PROCEDURE q(INOUT a int) LANGUAGE plpgsql AS 'BEGIN END';",
    to: "CREATE PROCEDURE p(a int) LANGUAGE plpgsql AS 'BEGIN COMMIT; END'; CREATE PROCEDURE q(INOUT a int, b text DEFAULT 'x') LANGUAGE plpgsql AS 'BEGIN END';",
  },
  {
    name: 'a body in SQL comes and follows a column',
    from: 'CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql RETURN (SELECT sum(a) FROM t);',
    to: 'CREATE TABLE t (a bigint, b int); CREATE FUNCTION f() RETURNS numeric LANGUAGE sql RETURN (SELECT sum(a) FROM t); CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT b FROM t WHERE b = x; END;',
  },
  {
    name: 'a body in SQL becomes a string',
    given: 'CREATE TABLE t (a int);',
    from: 'CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;',
    to: "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';",
  },
  {
    name: 'a body in SQL reads a view that is made anew',
    from: 'CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM v; END;',
    to: 'CREATE TABLE t (a int); CREATE VIEW v AS SELECT a::text FROM t; CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM v; END;',
  },
  {
    name: 'bodies in SQL call each other',
    from: 'CREATE FUNCTION a() RETURNS int LANGUAGE sql RETURN 1; CREATE FUNCTION b() RETURNS int LANGUAGE sql RETURN a() + 1;',
    to: 'CREATE FUNCTION a() RETURNS bigint LANGUAGE sql RETURN 1; CREATE FUNCTION b() RETURNS bigint LANGUAGE sql RETURN a() + 1; CREATE FUNCTION c() RETURNS bigint LANGUAGE sql RETURN b() + 1;',
  },
  {
    name: 'a function takes rows of a table that changes',
    from: "CREATE TABLE t (a int); CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT $1.a'; CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM public.t';",
    to: "CREATE TABLE t (a int, b int); CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT $1.b'; CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM public.t';",
  },
  {
    name: 'a function takes rows of a table that goes',
    from: "CREATE TABLE t (a int); CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: '',
  },
  {
    name: 'a function takes rows of a view that is made anew',
    from: "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f(v) RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE TABLE t (a text); CREATE VIEW v AS SELECT a FROM t; CREATE FUNCTION f(v) RETURNS int LANGUAGE sql AS 'SELECT 1';",
  },
  {
    name: 'an index, a check and a generated column call a function that is made anew',
    from: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (a int CHECK (f(a) > 0), g int GENERATED ALWAYS AS (f(a)) STORED); CREATE INDEX i ON t (f(a));",
    to: "CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (a int CHECK (f(a) > 0), g int GENERATED ALWAYS AS (f(a)) STORED); CREATE INDEX i ON t (f(a));",
  },
  {
    name: 'an index calls a function whose body changes',
    from: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (a int); CREATE INDEX i ON t (f(a));",
    to: "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2'; CREATE TABLE t (a int); CREATE INDEX i ON t (f(a));",
    never: ['DROP FUNCTION'],
  },
  {
    name: 'a function is given to some and taken from all',
    given: ROLES,
    from: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION f() TO reader;",
  },
  {
    name: 'a function is made anew and keeps its grants and comment',
    given: ROLES,
    from: "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION f() TO reader; COMMENT ON FUNCTION f() IS 'f';",
    to: "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''1'''; REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION f() TO reader; COMMENT ON FUNCTION f() IS 'f';",
  },
  {
    name: 'an aggregate comes, changes and goes',
    from: "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0'); CREATE AGGREGATE gone(int) (SFUNC = int4pl, STYPE = int);",
    to: "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '5'); CREATE AGGREGATE fresh(int) (SFUNC = int4pl, STYPE = int); COMMENT ON AGGREGATE fresh(int) IS 'x';",
  },
  {
    name: 'an aggregate is made of a function that changes',
    from: "CREATE FUNCTION step(int, int) RETURNS int LANGUAGE sql AS 'SELECT $1'; CREATE AGGREGATE total(int) (SFUNC = step, STYPE = int); CREATE VIEW v AS SELECT total(1);",
    to: "CREATE FUNCTION step(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT $1'; CREATE AGGREGATE total(int) (SFUNC = step, STYPE = int); CREATE VIEW v AS SELECT total(1);",
  },
  {
    name: 'a function with a quoted name in a quoted schema',
    given: 'CREATE SCHEMA "My.Schema";',
    from: 'CREATE FUNCTION "My.Schema"."do It"("arg One" int) RETURNS int LANGUAGE sql AS \'SELECT 1\';',
    to: 'CREATE FUNCTION "My.Schema"."do It"("arg One" int) RETURNS int LANGUAGE sql AS $q$SELECT 2 -- $$ it\'s$q$;',
  },
  {
    name: 'functions of strings call each other in a ring',
    from: '',
    to: "CREATE FUNCTION a(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN b(n - 1); END'; CREATE FUNCTION b(n int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a(n - 1); END'; CREATE TABLE later (x int DEFAULT a(1));",
  },
  {
    name: 'a polymorphic and a window function',
    from: "CREATE FUNCTION f(anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';",
    to: "CREATE FUNCTION f(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1]'; CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';",
  },
  {
    name: 'a set-returning function has another ROWS',
    from: "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql ROWS 5 SECURITY DEFINER AS 'SELECT 1';",
  },
  {
    name: 'two procedures are the same but for what comes out',
    from: "CREATE PROCEDURE f(int, text) LANGUAGE sql AS 'SELECT 1';",
    to: "CREATE PROCEDURE f(int, text) LANGUAGE sql AS 'SELECT 1'; COMMENT ON PROCEDURE f(IN int, IN text) IS 'p'; CREATE PROCEDURE f(int, OUT x text) LANGUAGE sql AS 'SELECT 1'; COMMENT ON PROCEDURE f(IN int, OUT text) IS 'q';",
    since: 14,
  },
];

export const TRIGGERS: readonly DraftCase[] = [
  {
    name: 'a trigger and its function come',
    given: 'CREATE TABLE t (a int);',
    from: '',
    to: `${TRIGGER} CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); COMMENT ON TRIGGER x ON t IS 'x';`,
  },
  {
    name: 'a trigger goes with its function',
    given: 'CREATE TABLE t (a int);',
    from: `${TRIGGER} CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`,
    to: '',
  },
  {
    name: 'a trigger calls another function while the old one goes',
    given: 'CREATE TABLE t (a int);',
    from: `${TRIGGER} CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`,
    to: "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'; CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();",
  },
  {
    name: 'the body of a trigger’s function changes',
    given: 'CREATE TABLE t (a int);',
    from: `${TRIGGER} CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();`,
    to: "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a := 1; RETURN NEW; END'; CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();",
    never: ['DROP'],
  },
  {
    name: 'transition tables, arguments and levels change',
    given: `CREATE TABLE t (a int); ${TRIGGER}`,
    from: 'CREATE TRIGGER x AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f(); CREATE TRIGGER y AFTER INSERT ON t EXECUTE FUNCTION f();',
    to: "CREATE TRIGGER x AFTER UPDATE ON t REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION f(); CREATE TRIGGER y AFTER INSERT OR TRUNCATE ON t EXECUTE FUNCTION f('a', 'it''s', '1');",
  },
  {
    name: 'a constraint trigger changes when it fires',
    given: `CREATE TABLE t (a int); CREATE TABLE u (b int); ${TRIGGER}`,
    from: 'CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();',
    to: 'CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f();',
  },
  {
    name: 'triggers are switched',
    given: `CREATE TABLE t (a int); ${TRIGGER} CREATE TRIGGER a BEFORE INSERT ON t EXECUTE FUNCTION f(); CREATE TRIGGER b BEFORE INSERT ON t EXECUTE FUNCTION f(); CREATE TRIGGER c BEFORE INSERT ON t EXECUTE FUNCTION f();`,
    from: 'ALTER TABLE t DISABLE TRIGGER a; ALTER TABLE t ENABLE ALWAYS TRIGGER b;',
    to: 'ALTER TABLE t ENABLE REPLICA TRIGGER b; ALTER TABLE t DISABLE TRIGGER c;',
    never: ['DROP'],
  },
  {
    name: 'a trigger watches columns, of which one goes',
    from: `CREATE TABLE t (a int, b int, c int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE OF a, b ON t FOR EACH ROW EXECUTE FUNCTION f();`,
    to: `CREATE TABLE t (a int, c int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();`,
  },
  {
    name: 'a trigger stands on a column whose type changes',
    from: `CREATE TABLE t (a int, b int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER x; COMMENT ON TRIGGER x ON t IS 'x';`,
    to: `CREATE TABLE t (a text, b int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE OF a ON t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER x; COMMENT ON TRIGGER x ON t IS 'x';`,
  },
  {
    name: 'a trigger compares whole rows',
    from: `CREATE TABLE t (a int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION f();`,
    to: `CREATE TABLE t (a bigint, b int); ${TRIGGER} CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION f();`,
  },
  {
    name: 'a trigger is renamed',
    given: `CREATE TABLE t (a int); ${TRIGGER}`,
    from: 'CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f();',
    to: 'CREATE TRIGGER y BEFORE INSERT ON t EXECUTE FUNCTION f();',
    renames: ['trigger:public.t.x->public.t.y'],
  },
  {
    name: 'rules come, change, go and are switched off',
    given: 'CREATE TABLE t (a int); CREATE TABLE log (a int);',
    from: 'CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a); CREATE RULE gone AS ON DELETE TO t DO INSTEAD NOTHING;',
    to: "CREATE RULE r AS ON INSERT TO t WHERE NEW.a > 1 DO ALSO INSERT INTO log VALUES (NEW.a + 1); CREATE RULE fresh AS ON UPDATE TO t DO INSTEAD (INSERT INTO log VALUES (1); INSERT INTO log VALUES (2)); ALTER TABLE t DISABLE RULE fresh; COMMENT ON RULE fresh ON t IS 'f';",
  },
  {
    name: 'a rule stands on columns that change',
    from: 'CREATE TABLE t (a int, b int); CREATE TABLE log (a int); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a);',
    to: 'CREATE TABLE t (a bigint, c int); CREATE TABLE log (a bigint); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO log VALUES (NEW.a);',
  },
  {
    name: 'event triggers come, change and are switched',
    given: "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';",
    from: 'CREATE EVENT TRIGGER one ON ddl_command_start EXECUTE FUNCTION e(); CREATE EVENT TRIGGER two ON sql_drop EXECUTE FUNCTION e();',
    to: "CREATE EVENT TRIGGER one ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION e(); CREATE EVENT TRIGGER two ON sql_drop EXECUTE FUNCTION e(); ALTER EVENT TRIGGER two DISABLE;",
  },
];
