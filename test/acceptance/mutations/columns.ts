import { behaves, cosmetic, drift, type Mutation, unmanaged } from './mutation.ts';

/** Columns. */
export const COLUMNS: readonly Mutation[] = [
  {
    id: 'column:added',
    sql: 'ALTER TABLE boats ADD COLUMN motor text',
    finds: [drift('column:public.boats.motor', 'column public.boats.motor exists in live and not in base')],
  },
  {
    id: 'column:dropped',
    sql: 'ALTER TABLE boats DROP COLUMN notes',
    finds: [drift('column:public.boats.notes', 'column public.boats.notes exists in base and not in live')],
  },
  {
    id: 'column:reordered',
    sql: 'ALTER TABLE boats DROP COLUMN notes; ALTER TABLE boats ADD COLUMN notes text',
    finds: [
      cosmetic(
        'table:public.boats#column order',
        'table public.boats has its columns in another order in base than in live',
      ),
    ],
  },
  {
    id: 'column.type',
    sql: 'ALTER TABLE boats ALTER sail TYPE varchar(20)',
    finds: [
      drift(
        'column:public.boats.sail#type',
        'column public.boats.sail has type character varying(12) in base and has type character varying(20) in live',
      ),
    ],
  },
  {
    id: 'column.type:text',
    sql: 'ALTER TABLE boats ALTER sail TYPE text',
    finds: [
      drift(
        'column:public.boats.sail#type',
        'column public.boats.sail has type character varying(12) in base and has type text in live',
      ),
    ],
  },
  {
    id: 'column.type:precision',
    sql: 'ALTER TABLE crews ALTER since TYPE timestamp(3) with time zone',
    finds: [
      drift(
        'column:public.crews.since#type',
        'column public.crews.since has type timestamp with time zone in base and has type timestamp(3) with time zone in live',
      ),
    ],
  },
  {
    id: 'column.type:zone',
    sql: 'ALTER TABLE crews ALTER since TYPE timestamp',
    finds: [
      drift(
        'column:public.crews.since#type',
        'column public.crews.since has type timestamp with time zone in base and has type timestamp without time zone in live',
      ),
    ],
  },
  {
    id: 'column.type:integer',
    given: 'DROP POLICY entries_read ON entries; DROP MATERIALIZED VIEW standings',
    sql: 'ALTER TABLE entries ALTER place TYPE bigint',
    finds: [
      drift(
        'column:public.entries.place#type',
        'column public.entries.place has type integer in base and has type bigint in live',
      ),
    ],
  },
  {
    id: 'column.type:with-a-default',
    sql: 'ALTER TABLE races ALTER rules TYPE json',
    finds: [
      drift(
        'column:public.races.rules#type',
        'column public.races.rules has type jsonb in base and has type json in live',
      ),
    ],
  },
  {
    id: 'column.type:with-defaults',
    given: "ALTER TABLE races ADD note varchar(5) DEFAULT 'dry', ADD laps integer DEFAULT 3",
    sql: 'ALTER TABLE races ALTER note TYPE text, ALTER laps TYPE bigint',
    finds: [
      drift(
        'column:public.races.laps#type',
        'column public.races.laps has type integer in base and has type bigint in live',
      ),
      drift(
        'column:public.races.note#type',
        'column public.races.note has type character varying(5) in base and has type text in live',
      ),
    ],
  },
  {
    id: 'column.type:with-defaults-made-anew',
    given: "ALTER TABLE races ADD note varchar(5) DEFAULT 'dry', ADD laps smallint DEFAULT 3",
    sql: "ALTER TABLE races DROP note, DROP laps; ALTER TABLE races ADD note text DEFAULT 'dry', ADD laps bigint DEFAULT 3",
    finds: [
      drift(
        'column:public.races.laps#type',
        'column public.races.laps has type smallint in base and has type bigint in live',
      ),
      drift(
        'column:public.races.note#type',
        'column public.races.note has type character varying(5) in base and has type text in live',
      ),
    ],
  },
  {
    id: 'column.type:array',
    sql: 'ALTER TABLE boats ALTER tags TYPE varchar[]',
    finds: [
      drift(
        'column:public.boats.tags#type',
        'column public.boats.tags has type text[] in base and has type character varying[] in live',
      ),
    ],
  },
  {
    id: 'column.type:domain',
    sql: 'ALTER TABLE crews ALTER skipper TYPE depot.email',
    finds: [
      drift(
        'column:public.crews.skipper#type',
        'column public.crews.skipper has type text in base and has type depot.email in live',
      ),
    ],
  },
  {
    id: 'column.collation',
    sql: 'ALTER TABLE boats ALTER notes TYPE text COLLATE "C"',
    finds: [
      behaves(
        'column:public.boats.notes#collation',
        'column public.boats.notes has the default collation in base and has collation pg_catalog."C" in live',
      ),
    ],
  },
  {
    id: 'column.notNull:set',
    sql: 'ALTER TABLE boats ALTER notes SET NOT NULL',
    finds: [
      drift(
        'column:public.boats.notes#notNull',
        'column public.boats.notes is nullable in base and is NOT NULL in live',
      ),
    ],
  },
  {
    id: 'column.notNull:dropped',
    sql: 'ALTER TABLE boats ALTER sail DROP NOT NULL',
    finds: [
      drift('column:public.boats.sail#notNull', 'column public.boats.sail is NOT NULL in base and is nullable in live'),
    ],
  },
  {
    id: 'column.notNullConstraint',
    since: 18,
    sql: 'ALTER TABLE boats ADD CONSTRAINT noted NOT NULL notes NOT VALID',
    finds: [
      drift(
        'column:public.boats.notes#notNull',
        'column public.boats.notes is nullable in base and is NOT NULL in live',
      ),
      behaves(
        'column:public.boats.notes#notNullConstraint',
        'column public.boats.notes has no named NOT NULL constraint in base and has NOT NULL constraint noted NOT VALID in live',
      ),
    ],
  },
  {
    id: 'column.notNullConstraint.name',
    since: 18,
    sql: 'ALTER TABLE boats RENAME CONSTRAINT boats_sail_not_null TO sail_filled',
    finds: [
      cosmetic(
        'column:public.boats.sail#notNullConstraint',
        'column public.boats.sail has no named NOT NULL constraint in base and has NOT NULL constraint sail_filled in live',
      ),
    ],
  },
  {
    id: 'column.notNullConstraint.name:changed',
    since: 18,
    given: 'ALTER TABLE boats RENAME CONSTRAINT boats_sail_not_null TO sail_filled',
    sql: 'ALTER TABLE boats RENAME CONSTRAINT sail_filled TO sail_is_filled',
    finds: [
      cosmetic(
        'column:public.boats.sail#notNullConstraint',
        'column public.boats.sail has NOT NULL constraint sail_filled in base and has NOT NULL constraint sail_is_filled in live',
      ),
    ],
  },
  {
    id: 'column.notNullConstraint.validated',
    since: 18,
    given: 'ALTER TABLE boats ADD CONSTRAINT noted NOT NULL notes NOT VALID',
    sql: 'ALTER TABLE boats VALIDATE CONSTRAINT noted',
    restores: true,
    finds: [
      behaves(
        'column:public.boats.notes#notNullConstraint',
        'column public.boats.notes has NOT NULL constraint noted NOT VALID in base and has NOT NULL constraint noted in live',
      ),
    ],
  },
  {
    id: 'column.notNullConstraint.noInherit',
    since: 18,
    given: 'ALTER TABLE boats ADD CONSTRAINT noted NOT NULL notes',
    sql: 'ALTER TABLE boats ALTER CONSTRAINT noted NO INHERIT',
    finds: [
      behaves(
        'column:public.boats.notes#notNullConstraint',
        'column public.boats.notes has NOT NULL constraint noted in base and has NOT NULL constraint noted NO INHERIT in live',
      ),
    ],
  },
  {
    id: 'column.default:set',
    sql: "ALTER TABLE boats ALTER notes SET DEFAULT 'none'",
    finds: [
      drift(
        'column:public.boats.notes#default',
        "column public.boats.notes has no default in base and has default 'none'::text in live",
      ),
    ],
  },
  {
    id: 'column.default:changed',
    sql: "ALTER TABLE boats ALTER name SET DEFAULT 'nameless'",
    finds: [
      drift(
        'column:public.boats.name#default',
        "column public.boats.name has default 'unnamed'::text in base and has default 'nameless'::text in live",
      ),
    ],
  },
  {
    id: 'column.default:dropped',
    sql: 'ALTER TABLE boats ALTER name DROP DEFAULT',
    finds: [
      drift(
        'column:public.boats.name#default',
        "column public.boats.name has default 'unnamed'::text in base and has no default in live",
      ),
    ],
  },
  {
    id: 'column.default:of-an-enum',
    sql: "ALTER TABLE boats ALTER hull SET DEFAULT 'steel'",
    finds: [
      drift(
        'column:public.boats.hull#default',
        "column public.boats.hull has default 'wood'::public.hull in base and has default 'steel'::public.hull in live",
      ),
    ],
  },
  {
    id: 'column.default:function',
    sql: 'ALTER TABLE crews ALTER since SET DEFAULT clock_timestamp()',
    finds: [
      drift(
        'column:public.crews.since#default',
        'column public.crews.since has default now() in base and has default clock_timestamp() in live',
      ),
    ],
  },
  {
    id: 'column.default:json',
    sql: `ALTER TABLE races ALTER rules SET DEFAULT '{"laps": 4}'`,
    finds: [
      drift(
        'column:public.races.rules#default',
        `column public.races.rules has default '{"laps": 3}'::jsonb in base and has default '{"laps": 4}'::jsonb in live`,
      ),
    ],
  },
  {
    id: 'column.default:of-a-serial',
    sql: 'ALTER TABLE crews ALTER id DROP DEFAULT',
    finds: [
      drift(
        'column:public.crews.id#default',
        'column public.crews.id has default nextval(its own sequence) in base and has no default in live',
      ),
    ],
  },
  {
    id: 'column.identity:dropped',
    sql: 'ALTER TABLE boats ALTER id DROP IDENTITY',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (START WITH 100 CACHE 5) in base and is no identity column in live',
      ),
    ],
  },
  {
    id: 'column.identity:added',
    sql: 'ALTER TABLE races ALTER number ADD GENERATED ALWAYS AS IDENTITY',
    finds: [
      drift(
        'column:public.races.number#identity',
        'column public.races.number is no identity column in base and is GENERATED ALWAYS AS IDENTITY in live',
      ),
    ],
  },
  {
    id: 'column.identity.generated',
    sql: 'ALTER TABLE boats ALTER id SET GENERATED BY DEFAULT',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY in base and is GENERATED BY DEFAULT AS IDENTITY in live',
      ),
    ],
  },
  {
    id: 'column.identity.generated:always',
    sql: 'ALTER TABLE entries ALTER id SET GENERATED ALWAYS',
    finds: [
      drift(
        'column:public.entries.id#identity',
        'column public.entries.id is GENERATED BY DEFAULT AS IDENTITY in base and is GENERATED ALWAYS AS IDENTITY in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.type',
    given: 'CREATE TABLE depot.numbered (a integer GENERATED ALWAYS AS IDENTITY)',
    sql: 'ALTER TABLE depot.numbered ALTER a TYPE bigint',
    finds: [
      drift(
        'column:depot.numbered.a#type',
        'column depot.numbered.a has type integer in base and has type bigint in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.start',
    sql: 'ALTER TABLE boats ALTER id SET START 500',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (START WITH 100) in base and is GENERATED ALWAYS AS IDENTITY (START WITH 500) in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.min',
    sql: 'ALTER TABLE boats ALTER id SET MINVALUE 10',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (MINVALUE 1) in base and is GENERATED ALWAYS AS IDENTITY (MINVALUE 10) in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.max',
    sql: 'ALTER TABLE boats ALTER id SET MAXVALUE 9999',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (MAXVALUE 2147483647) in base and is GENERATED ALWAYS AS IDENTITY (MAXVALUE 9999) in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.increment',
    sql: 'ALTER TABLE boats ALTER id SET INCREMENT 2',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1) in base and is GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2) in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.cache',
    sql: 'ALTER TABLE boats ALTER id SET CACHE 1',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (CACHE 5) in base and is GENERATED ALWAYS AS IDENTITY (CACHE 1) in live',
      ),
    ],
  },
  {
    id: 'column.identity.options.cycle',
    sql: 'ALTER TABLE boats ALTER id SET CYCLE',
    finds: [
      drift(
        'column:public.boats.id#identity',
        'column public.boats.id is GENERATED ALWAYS AS IDENTITY (NO CYCLE) in base and is GENERATED ALWAYS AS IDENTITY (CYCLE) in live',
      ),
    ],
  },
  {
    id: 'column.generated:dropped',
    sql: 'ALTER TABLE boats ALTER double_length DROP EXPRESSION',
    finds: [
      drift(
        'column:public.boats.double_length#generated',
        'column public.boats.double_length is generated (stored) as (length * (2)::numeric) in base and is no generated column in live',
      ),
    ],
  },
  {
    id: 'column.generated.expression',
    sql: 'ALTER TABLE boats DROP double_length; ALTER TABLE boats ADD double_length numeric GENERATED ALWAYS AS (length * 3) STORED',
    finds: [
      drift(
        'column:public.boats.double_length#generated',
        'column public.boats.double_length is generated (stored) as (length * (2)::numeric) in base and is generated (stored) as (length * (3)::numeric) in live',
      ),
    ],
  },
  {
    id: 'column.generated.storage',
    since: 18,
    sql: 'ALTER TABLE boats DROP double_length; ALTER TABLE boats ADD double_length numeric GENERATED ALWAYS AS (length * 2) VIRTUAL',
    finds: [
      drift(
        'column:public.boats.double_length#generated',
        'column public.boats.double_length is generated (stored) as (length * (2)::numeric) in base and is generated (virtual) as (length * (2)::numeric) in live',
      ),
    ],
  },
  {
    id: 'column.generated:added',
    given: 'DROP POLICY entries_read ON entries; DROP MATERIALIZED VIEW standings',
    sql: 'ALTER TABLE entries DROP place CASCADE; ALTER TABLE entries ADD place integer GENERATED ALWAYS AS (year * 2) STORED',
    finds: [
      drift(
        'column:public.entries.place#generated',
        'column public.entries.place is no generated column in base and is generated (stored) as (year * 2) in live',
      ),
    ],
  },
  {
    id: 'column.storage',
    sql: 'ALTER TABLE boats ALTER notes SET STORAGE EXTERNAL',
    finds: [
      unmanaged(
        'column:public.boats.notes#storage',
        'column public.boats.notes has the default storage in base and has storage external in live',
      ),
    ],
  },
  {
    id: 'column.compression',
    since: 14,
    sql: 'ALTER TABLE boats ALTER notes SET COMPRESSION pglz',
    finds: [
      unmanaged(
        'column:public.boats.notes#compression',
        'column public.boats.notes has the default compression in base and has compression pglz in live',
      ),
    ],
  },
  {
    id: 'column.statisticsTarget',
    sql: 'ALTER TABLE boats ALTER notes SET STATISTICS 500',
    finds: [
      unmanaged(
        'column:public.boats.notes#statisticsTarget',
        'column public.boats.notes has the default statistics target in base and has statistics target 500 in live',
      ),
    ],
  },
  {
    id: 'column.options',
    sql: 'ALTER TABLE boats ALTER notes SET (n_distinct = -0.5)',
    finds: [
      unmanaged(
        'column:public.boats.notes#options',
        'column public.boats.notes has no options in base and has options (n_distinct=-0.5) in live',
      ),
    ],
  },
  {
    id: 'column.foreignOptions',
    sql: "ALTER FOREIGN TABLE depot.remote ALTER id OPTIONS (SET key 'false')",
    finds: [
      behaves(
        'column:depot.remote.id#foreignOptions',
        'column depot.remote.id has OPTIONS (key=true) in base and has OPTIONS (key=false) in live',
      ),
    ],
  },
  {
    id: 'column.comment',
    sql: "COMMENT ON COLUMN boats.sail IS 'painted on it'",
    finds: [
      unmanaged(
        'column:public.boats.sail#comment',
        'column public.boats.sail has no comment in base and has comment “painted on it” in live',
      ),
    ],
  },
];
