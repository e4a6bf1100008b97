import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Checks and exclusion constraints. */
export const CHECKS: readonly Mutation[] = [
  {
    id: 'check:added',
    sql: 'ALTER TABLE boats ADD CONSTRAINT boats_named CHECK (name <> $$$$)',
    finds: [drift('check:public.boats.boats_named', 'check public.boats.boats_named exists in live and not in base')],
  },
  {
    id: 'check:dropped',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length',
    finds: [drift('check:public.boats.boats_length', 'check public.boats.boats_length exists in base and not in live')],
  },
  {
    id: 'check:renamed',
    sql: 'ALTER TABLE boats RENAME CONSTRAINT boats_length TO sound_length',
    finds: [
      drift(
        'check:public.boats.boats_length#name',
        'check public.boats.boats_length of base is called public.boats.sound_length in live',
      ),
    ],
  },
  {
    id: 'check.expression',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (length > 1 AND length < 100)',
    finds: [
      drift(
        'check:public.boats.boats_length#expression',
        'check public.boats.boats_length has expression ((length > (0)::numeric) AND (length < (100)::numeric)) in base and has expression ((length > (1)::numeric) AND (length < (100)::numeric)) in live',
      ),
    ],
  },
  {
    id: 'check.expression:became-true',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (true)',
    finds: [
      drift(
        'check:public.boats.boats_length#expression',
        'check public.boats.boats_length has expression ((length > (0)::numeric) AND (length < (100)::numeric)) in base and has expression true in live',
      ),
    ],
  },
  {
    id: 'check.noInherit',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (length > 0 AND length < 100) NO INHERIT',
    finds: [
      behaves(
        'check:public.boats.boats_length#noInherit',
        'check public.boats.boats_length is inherited by children in base and is NO INHERIT in live',
      ),
    ],
  },
  {
    id: 'check.validated',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (length > 0 AND length < 100) NOT VALID',
    finds: [
      behaves(
        'check:public.boats.boats_length#validated',
        'check public.boats.boats_length is validated in base and is NOT VALID in live',
      ),
    ],
  },
  {
    id: 'check.enforced',
    since: 18,
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_length, ADD CONSTRAINT boats_length CHECK (length > 0 AND length < 100) NOT ENFORCED',
    finds: [
      behaves(
        'check:public.boats.boats_length#enforced',
        'check public.boats.boats_length is enforced in base and is NOT ENFORCED in live',
      ),
    ],
  },
  {
    id: 'check.comment',
    sql: "COMMENT ON CONSTRAINT boats_length ON boats IS 'in metres'",
    finds: [
      unmanaged(
        'check:public.boats.boats_length#comment',
        'check public.boats.boats_length has no comment in base and has comment “in metres” in live',
      ),
    ],
  },
  {
    id: 'exclusion:added',
    sql: 'ALTER TABLE crews ADD CONSTRAINT crews_apart EXCLUDE USING btree (skipper WITH =)',
    finds: [
      behaves(
        'exclusion:public.crews.crews_apart',
        'exclusion constraint public.crews.crews_apart exists in live and not in base',
      ),
    ],
  },
  {
    id: 'exclusion:dropped',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart',
        'exclusion constraint depot.shelves.shelves_apart exists in base and not in live',
      ),
    ],
  },
  {
    id: 'exclusion:renamed',
    sql: 'ALTER TABLE depot.shelves RENAME CONSTRAINT shelves_apart TO shelves_alone',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_alone',
        'exclusion constraint depot.shelves.shelves_alone exists in live and not in base',
      ),
      behaves(
        'exclusion:depot.shelves.shelves_apart',
        'exclusion constraint depot.shelves.shelves_apart exists in base and not in live',
      ),
    ],
  },
  {
    id: 'exclusion.method',
    given:
      'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (during WITH &&) WHERE (id > 0)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING spgist (during WITH &&) WHERE (id > 0)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#method',
        'exclusion constraint depot.shelves.shelves_apart has method gist in base and has method spgist in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.expression',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, other WITH &&) WHERE (id > 0)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (id WITH =, during WITH &&) in base and excludes (id WITH =, other WITH &&) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.isExpression',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, int4range(lower(during), upper(during)) WITH &&) WHERE (id > 0)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (id WITH =, during WITH &&) in base and excludes (id WITH =, (int4range(lower(during), upper(during))) WITH &&) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.operator',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH <>, during WITH &&) WHERE (id > 0)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (id WITH =, during WITH &&) in base and excludes (id WITH <>, during WITH &&) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.operatorClass',
    given:
      'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label WITH =)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label text_pattern_ops WITH =)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (label WITH =) in base and excludes (label text_pattern_ops WITH =) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.operatorClassOptions',
    since: 14,
    given:
      'CREATE EXTENSION pg_trgm SCHEMA depot; ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (label depot.gist_trgm_ops WITH =)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (label depot.gist_trgm_ops (siglen=32) WITH =)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        "exclusion constraint depot.shelves.shelves_apart excludes (label depot.gist_trgm_ops WITH =) in base and excludes (label depot.gist_trgm_ops (siglen='32') WITH =) in live",
      ),
    ],
  },
  {
    id: 'exclusion.elements.collation',
    given:
      'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label WITH =)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label COLLATE "C" WITH =)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (label WITH =) in base and excludes (label COLLATE pg_catalog."C" WITH =) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.descending',
    given:
      'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label WITH =)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label DESC NULLS LAST WITH =)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (label WITH =) in base and excludes (label DESC NULLS LAST WITH =) in live',
      ),
    ],
  },
  {
    id: 'exclusion.elements.nullsFirst',
    given:
      'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label WITH =)',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING btree (label NULLS FIRST WITH =)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#elements',
        'exclusion constraint depot.shelves.shelves_apart excludes (label WITH =) in base and excludes (label NULLS FIRST WITH =) in live',
      ),
    ],
  },
  {
    id: 'exclusion.predicate',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&) WHERE (id > 10)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#predicate',
        'exclusion constraint depot.shelves.shelves_apart has predicate (id > 0) in base and has predicate (id > 10) in live',
      ),
    ],
  },
  {
    id: 'exclusion.predicate:dropped',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#predicate',
        'exclusion constraint depot.shelves.shelves_apart has predicate (id > 0) in base and has no predicate in live',
      ),
    ],
  },
  {
    id: 'exclusion.include',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&) INCLUDE (other) WHERE (id > 0)',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#include',
        'exclusion constraint depot.shelves.shelves_apart has no INCLUDE columns in base and has INCLUDE columns (other) in live',
      ),
    ],
  },
  {
    id: 'exclusion.deferrability',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&) WHERE (id > 0) DEFERRABLE',
    finds: [
      behaves(
        'exclusion:depot.shelves.shelves_apart#deferrability',
        'exclusion constraint depot.shelves.shelves_apart is not deferrable in base and is deferrable initially immediate in live',
      ),
    ],
  },
  {
    id: 'exclusion.options',
    sql: 'ALTER TABLE depot.shelves DROP CONSTRAINT shelves_apart, ADD CONSTRAINT shelves_apart EXCLUDE USING gist (id WITH =, during WITH &&) WITH (fillfactor = 60) WHERE (id > 0)',
    finds: [
      unmanaged(
        'exclusion:depot.shelves.shelves_apart#options',
        'exclusion constraint depot.shelves.shelves_apart has no storage parameters in base and has storage parameters (fillfactor=60) in live',
      ),
    ],
  },
  {
    id: 'exclusion.tablespace',
    sql: 'ALTER INDEX depot.shelves_apart SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'exclusion:depot.shelves.shelves_apart#tablespace',
        'exclusion constraint depot.shelves.shelves_apart is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'exclusion.comment',
    sql: "COMMENT ON CONSTRAINT shelves_apart ON depot.shelves IS 'no two'",
    finds: [
      unmanaged(
        'exclusion:depot.shelves.shelves_apart#comment',
        'exclusion constraint depot.shelves.shelves_apart has no comment in base and has comment “no two” in live',
      ),
    ],
  },
];
