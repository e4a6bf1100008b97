import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Indexes that no constraint owns. */
export const INDEXES: readonly Mutation[] = [
  {
    id: 'index:added',
    sql: 'CREATE INDEX crews_skipper_idx ON crews (skipper)',
    finds: [drift('index:public.crews_skipper_idx', 'index public.crews_skipper_idx exists in live and not in base')],
  },
  {
    id: 'index:added-on-a-materialized-view',
    sql: 'CREATE INDEX standings_idx ON standings (best)',
    finds: [drift('index:public.standings_idx', 'index public.standings_idx exists in live and not in base')],
  },
  {
    id: 'index:dropped',
    sql: 'DROP INDEX boats_name_idx',
    finds: [drift('index:public.boats_name_idx', 'index public.boats_name_idx exists in base and not in live')],
  },
  {
    id: 'index:renamed',
    sql: 'ALTER INDEX boats_name_idx RENAME TO by_name',
    finds: [
      drift('index:public.boats_name_idx#name', 'index public.boats_name_idx of base is called public.by_name in live'),
    ],
  },
  {
    id: 'index.method',
    sql: 'DROP INDEX boats_lower_idx; CREATE INDEX boats_lower_idx ON boats USING hash (lower(name))',
    finds: [
      drift(
        'index:public.boats_lower_idx#method',
        'index public.boats_lower_idx has method btree in base and has method hash in live',
      ),
    ],
  },
  {
    id: 'index.unique',
    sql: 'DROP INDEX boats_lower_idx; CREATE UNIQUE INDEX boats_lower_idx ON boats (lower(name))',
    finds: [
      drift(
        'index:public.boats_lower_idx#unique',
        'index public.boats_lower_idx is not unique in base and is unique in live',
      ),
    ],
  },
  {
    id: 'index.nullsNotDistinct',
    since: 15,
    sql: "DROP INDEX boats_wooden_idx; CREATE UNIQUE INDEX boats_wooden_idx ON boats (call_sign) NULLS NOT DISTINCT WHERE hull = 'wood'",
    finds: [
      behaves(
        'index:public.boats_wooden_idx#nullsNotDistinct',
        'index public.boats_wooden_idx treats NULLs as distinct in base and treats NULLs as equal in live',
      ),
    ],
  },
  {
    id: 'index.keys.expression',
    sql: 'DROP INDEX boats_lower_idx; CREATE INDEX boats_lower_idx ON boats (upper(name))',
    finds: [
      drift(
        'index:public.boats_lower_idx#keys',
        'index public.boats_lower_idx has keys ((lower(name))) in base and has keys ((upper(name))) in live',
      ),
    ],
  },
  {
    id: 'index.keys.expression:column',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (sail, built DESC NULLS LAST)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (sail, built DESC NULLS LAST) in live',
      ),
    ],
  },
  {
    id: 'index.keys.expression:order',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (built DESC NULLS LAST, name)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (built DESC NULLS LAST, name) in live',
      ),
    ],
  },
  {
    id: 'index.keys.isExpression',
    sql: 'DROP INDEX boats_lower_idx; CREATE INDEX boats_lower_idx ON boats (name)',
    finds: [
      drift(
        'index:public.boats_lower_idx#keys',
        'index public.boats_lower_idx has keys ((lower(name))) in base and has keys (name) in live',
      ),
    ],
  },
  {
    id: 'index.keys.operatorClass',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (name text_pattern_ops, built DESC NULLS LAST)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (name text_pattern_ops, built DESC NULLS LAST) in live',
      ),
    ],
  },
  {
    id: 'index.keys.operatorClassOptions',
    given:
      'CREATE EXTENSION pg_trgm SCHEMA depot; CREATE INDEX boats_near_idx ON boats USING gist (name depot.gist_trgm_ops)',
    sql: 'DROP INDEX boats_near_idx; CREATE INDEX boats_near_idx ON boats USING gist (name depot.gist_trgm_ops (siglen=32))',
    finds: [
      drift(
        'index:public.boats_near_idx#keys',
        "index public.boats_near_idx has keys (name depot.gist_trgm_ops) in base and has keys (name depot.gist_trgm_ops (siglen='32')) in live",
      ),
    ],
  },
  {
    id: 'index.keys.collation',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (name COLLATE "C", built DESC NULLS LAST)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (name COLLATE pg_catalog."C", built DESC NULLS LAST) in live',
      ),
    ],
  },
  {
    id: 'index.keys.descending',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (name, built)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (name, built) in live',
      ),
    ],
  },
  {
    id: 'index.keys.nullsFirst',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (name NULLS FIRST, built DESC NULLS LAST)',
    finds: [
      drift(
        'index:public.boats_name_idx#keys',
        'index public.boats_name_idx has keys (name, built DESC NULLS LAST) in base and has keys (name NULLS FIRST, built DESC NULLS LAST) in live',
      ),
    ],
  },
  {
    id: 'index.include',
    sql: 'DROP INDEX boats_name_idx; CREATE INDEX boats_name_idx ON boats (name, built DESC NULLS LAST) INCLUDE (length)',
    finds: [
      behaves(
        'index:public.boats_name_idx#include',
        'index public.boats_name_idx has no INCLUDE columns in base and has INCLUDE columns (length) in live',
      ),
    ],
  },
  {
    id: 'index.predicate',
    sql: "DROP INDEX boats_wooden_idx; CREATE UNIQUE INDEX boats_wooden_idx ON boats (call_sign) WHERE hull = 'steel'",
    finds: [
      drift(
        'index:public.boats_wooden_idx#predicate',
        "index public.boats_wooden_idx has predicate (hull = 'wood'::public.hull) in base and has predicate (hull = 'steel'::public.hull) in live",
      ),
    ],
  },
  {
    id: 'index.predicate:dropped',
    sql: 'DROP INDEX boats_wooden_idx; CREATE UNIQUE INDEX boats_wooden_idx ON boats (call_sign)',
    finds: [
      drift(
        'index:public.boats_wooden_idx#predicate',
        "index public.boats_wooden_idx has predicate (hull = 'wood'::public.hull) in base and has no predicate in live",
      ),
    ],
  },
  {
    id: 'index.predicate:added',
    sql: 'DROP INDEX boats_lower_idx; CREATE INDEX boats_lower_idx ON boats (lower(name)) WHERE notes IS NOT NULL',
    finds: [
      drift(
        'index:public.boats_lower_idx#predicate',
        'index public.boats_lower_idx has no predicate in base and has predicate (notes IS NOT NULL) in live',
      ),
    ],
  },
  {
    id: 'index.options',
    sql: 'ALTER INDEX boats_tags_idx SET (fastupdate = on)',
    finds: [
      drift(
        'index:public.boats_tags_idx#options',
        'index public.boats_tags_idx has storage parameters (fastupdate=false) in base and has storage parameters (fastupdate=on) in live',
      ),
    ],
  },
  {
    id: 'index.options:added',
    sql: 'ALTER INDEX boats_name_idx SET (fillfactor = 60)',
    finds: [
      drift(
        'index:public.boats_name_idx#options',
        'index public.boats_name_idx has no storage parameters in base and has storage parameters (fillfactor=60) in live',
      ),
    ],
  },
  {
    id: 'index.tablespace',
    sql: 'ALTER INDEX boats_name_idx SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'index:public.boats_name_idx#tablespace',
        'index public.boats_name_idx is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'index.statisticsTargets',
    sql: 'ALTER INDEX boats_lower_idx ALTER COLUMN 1 SET STATISTICS 300',
    finds: [
      unmanaged(
        'index:public.boats_lower_idx#statisticsTargets',
        'index public.boats_lower_idx has the default statistics targets in base and has statistics target 300 for key 1 in live',
      ),
    ],
  },
  {
    id: 'index.valid',
    sql: "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'boats_name_idx'::regclass",
    finds: [
      behaves(
        'index:public.boats_name_idx#valid',
        'index public.boats_name_idx is valid in base and is invalid in live',
      ),
    ],
  },
  {
    id: 'index.clustered',
    sql: 'ALTER TABLE boats CLUSTER ON boats_name_idx',
    finds: [
      unmanaged(
        'index:public.boats_name_idx#clustered',
        'index public.boats_name_idx is not what its table is clustered on in base and is what its table is clustered on in live',
      ),
    ],
  },
  {
    id: 'index.comment',
    sql: "COMMENT ON INDEX boats_name_idx IS 'for the list'",
    finds: [
      unmanaged(
        'index:public.boats_name_idx#comment',
        'index public.boats_name_idx has no comment in base and has comment “for the list” in live',
      ),
    ],
  },
];
