import { behaves, type Mutation, unmanaged } from './mutation.ts';

/** Functions, procedures and aggregates. */
export const FUNCTIONS: readonly Mutation[] = [
  {
    id: 'function:added',
    sql: "CREATE FUNCTION public.extra() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    finds: [unmanaged('function:public.extra()', 'function public.extra() exists in live and not in base')],
  },
  {
    id: 'function:added-overload',
    sql: "CREATE FUNCTION public.harbour(a integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT a::text'",
    finds: [
      unmanaged('function:public.harbour(integer)', 'function public.harbour(integer) exists in live and not in base'),
    ],
  },
  {
    id: 'function:added-aggregate',
    sql: 'CREATE AGGREGATE public.sum_up(integer) (SFUNC = depot.add, STYPE = integer)',
    finds: [
      unmanaged('function:public.sum_up(integer)', 'function public.sum_up(integer) exists in live and not in base'),
    ],
  },
  {
    id: 'function:dropped',
    sql: 'DROP FUNCTION numbers()',
    finds: [unmanaged('function:public.numbers()', 'function public.numbers() exists in base and not in live')],
  },
  {
    id: 'function.routine',
    sql: "DROP PROCEDURE depot.close_season(); CREATE FUNCTION depot.close_season() RETURNS void LANGUAGE plpgsql AS 'BEGIN END'",
    finds: [
      unmanaged(
        'function:depot.close_season()#returns',
        'function depot.close_season() returns nothing in base and returns void in live',
      ),
      unmanaged(
        'function:depot.close_season()#routine',
        'function depot.close_season() is a procedure in base and is a function in live',
      ),
    ],
  },
  {
    id: 'function.arguments:default',
    sql: "CREATE OR REPLACE FUNCTION harbour(a text DEFAULT 'away') RETURNS text LANGUAGE sql STABLE AS 'SELECT a'",
    finds: [
      unmanaged(
        'function:public.harbour(text)#arguments',
        "function public.harbour(text) has arguments a text DEFAULT 'home'::text in base and has arguments a text DEFAULT 'away'::text in live",
      ),
    ],
  },
  {
    id: 'function.arguments:name',
    sql: "DROP FUNCTION depot.gap(double precision, double precision); CREATE FUNCTION depot.gap(b double precision, a double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT a - b'",
    finds: [
      unmanaged(
        'function:depot.gap(double precision, double precision)#arguments',
        'function depot.gap(double precision, double precision) has arguments a double precision, b double precision in base and has arguments b double precision, a double precision in live',
      ),
    ],
  },
  {
    id: 'function.returns',
    sql: "DROP FUNCTION harbour(text); CREATE FUNCTION harbour(a text DEFAULT 'home') RETURNS varchar LANGUAGE sql STABLE AS 'SELECT a'",
    finds: [
      unmanaged(
        'function:public.harbour(text)#returns',
        'function public.harbour(text) returns text in base and returns character varying in live',
      ),
    ],
  },
  {
    id: 'function.language',
    given:
      "SET LOCAL check_function_bodies = off; CREATE FUNCTION public.mixed() RETURNS trigger LANGUAGE plpgsql AS 'suppress_redundant_updates_trigger'",
    sql: "CREATE OR REPLACE FUNCTION public.mixed() RETURNS trigger LANGUAGE internal COST 100 AS 'suppress_redundant_updates_trigger'",
    finds: [
      unmanaged(
        'function:public.mixed()#language',
        'function public.mixed() has language plpgsql in base and has language internal in live',
      ),
    ],
  },
  {
    id: 'function.body',
    sql: "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    finds: [
      unmanaged(
        'function:public.touch()#body',
        'function public.touch() has body BEGIN RETURN NEW; END in base and has body BEGIN RETURN NULL; END in live',
      ),
    ],
  },
  {
    id: 'function.body:aggregate',
    sql: "CREATE OR REPLACE AGGREGATE depot.total(integer) (SFUNC = depot.add, STYPE = integer, INITCOND = '5')",
    finds: [
      unmanaged(
        'function:depot.total(integer)#body',
        "function depot.total(integer) has body SFUNC = depot.add, STYPE = integer, INITCOND = '0' in base and has body SFUNC = depot.add, STYPE = integer, INITCOND = '5' in live",
      ),
    ],
  },
  {
    id: 'function.sqlBody',
    since: 14,
    sql: 'CREATE OR REPLACE FUNCTION numbers() RETURNS SETOF integer LANGUAGE sql RETURN 1',
    finds: [
      unmanaged(
        'function:public.numbers()#body',
        'function public.numbers() has body SELECT 1 in base and has body RETURN 1 in live',
      ),
      unmanaged(
        'function:public.numbers()#sqlBody',
        'function public.numbers() has its body as a string in base and has a SQL-standard body in live',
      ),
    ],
  },
  {
    id: 'function.library',
    given:
      "CREATE FUNCTION depot.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'",
    sql: "CREATE OR REPLACE FUNCTION depot.handler() RETURNS language_handler LANGUAGE c AS 'plpgsql', 'plpgsql_call_handler'",
    finds: [
      unmanaged(
        'function:depot.handler()#library',
        'function depot.handler() has library $libdir/plpgsql in base and has library plpgsql in live',
      ),
    ],
  },
  {
    id: 'function.volatility:immutable',
    sql: 'ALTER FUNCTION harbour(text) IMMUTABLE',
    finds: [
      unmanaged(
        'function:public.harbour(text)#volatility',
        'function public.harbour(text) is STABLE in base and is IMMUTABLE in live',
      ),
    ],
  },
  {
    id: 'function.volatility:volatile',
    sql: 'ALTER FUNCTION harbour(text) VOLATILE',
    finds: [
      unmanaged(
        'function:public.harbour(text)#volatility',
        'function public.harbour(text) is STABLE in base and is VOLATILE in live',
      ),
    ],
  },
  {
    id: 'function.strict',
    sql: 'ALTER FUNCTION harbour(text) STRICT',
    finds: [
      unmanaged(
        'function:public.harbour(text)#strict',
        'function public.harbour(text) is not STRICT in base and is STRICT in live',
      ),
    ],
  },
  {
    id: 'function.securityDefiner',
    sql: 'ALTER FUNCTION harbour(text) SECURITY DEFINER',
    finds: [
      behaves(
        'function:public.harbour(text)#securityDefiner',
        'function public.harbour(text) runs with its caller’s rights in base and runs with its owner’s rights in live',
      ),
    ],
  },
  {
    id: 'function.leakproof',
    sql: 'ALTER FUNCTION harbour(text) LEAKPROOF',
    finds: [
      unmanaged(
        'function:public.harbour(text)#leakproof',
        'function public.harbour(text) is not LEAKPROOF in base and is LEAKPROOF in live',
      ),
    ],
  },
  {
    id: 'function.parallel:safe',
    sql: 'ALTER FUNCTION harbour(text) PARALLEL SAFE',
    finds: [
      unmanaged(
        'function:public.harbour(text)#parallel',
        'function public.harbour(text) is PARALLEL UNSAFE in base and is PARALLEL SAFE in live',
      ),
    ],
  },
  {
    id: 'function.parallel:restricted',
    sql: 'ALTER FUNCTION harbour(text) PARALLEL RESTRICTED',
    finds: [
      unmanaged(
        'function:public.harbour(text)#parallel',
        'function public.harbour(text) is PARALLEL UNSAFE in base and is PARALLEL RESTRICTED in live',
      ),
    ],
  },
  {
    id: 'function.cost',
    sql: 'ALTER FUNCTION harbour(text) COST 500',
    finds: [
      unmanaged(
        'function:public.harbour(text)#cost',
        'function public.harbour(text) has COST 100 in base and has COST 500 in live',
      ),
    ],
  },
  {
    id: 'function.rows',
    sql: 'ALTER FUNCTION numbers() ROWS 7',
    finds: [
      unmanaged(
        'function:public.numbers()#rows',
        'function public.numbers() has ROWS 1000 in base and has ROWS 7 in live',
      ),
    ],
  },
  {
    id: 'function.support',
    sql: 'ALTER FUNCTION harbour(text) SUPPORT pg_catalog.textlike_support',
    finds: [
      unmanaged(
        'function:public.harbour(text)#support',
        'function public.harbour(text) has no SUPPORT in base and has SUPPORT textlike_support in live',
      ),
    ],
  },
  {
    id: 'function.transforms',
    given: 'CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal))',
    sql: "CREATE OR REPLACE FUNCTION numbers() RETURNS SETOF integer LANGUAGE sql TRANSFORM FOR TYPE integer AS 'SELECT 1'",
    finds: [
      unmanaged(
        'function:public.numbers()#transforms',
        'function public.numbers() has no TRANSFORM in base and has TRANSFORM (integer) in live',
      ),
    ],
  },
  {
    id: 'function.config',
    sql: 'ALTER FUNCTION harbour(text) SET search_path TO public, pg_temp',
    finds: [
      unmanaged(
        'function:public.harbour(text)#config',
        'function public.harbour(text) has no settings in base and has settings (search_path=public, pg_temp) in live',
      ),
    ],
  },
  {
    id: 'function.config:changed',
    given: "ALTER FUNCTION harbour(text) SET search_path TO public; ALTER FUNCTION harbour(text) SET work_mem TO '8MB'",
    sql: 'ALTER FUNCTION harbour(text) SET search_path TO depot',
    finds: [
      unmanaged(
        'function:public.harbour(text)#config',
        'function public.harbour(text) has settings (search_path=public, work_mem=8MB) in base and has settings (search_path=depot, work_mem=8MB) in live',
      ),
    ],
  },
  {
    id: 'function.comment',
    sql: "COMMENT ON FUNCTION harbour(text) IS 'where from'",
    finds: [
      unmanaged(
        'function:public.harbour(text)#comment',
        'function public.harbour(text) has no comment in base and has comment “where from” in live',
      ),
    ],
  },
  {
    id: 'function.owner',
    sql: 'ALTER FUNCTION harbour(text) OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'function:public.harbour(text)#owner',
        'function public.harbour(text) has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
