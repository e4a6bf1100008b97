import { behaves, cosmetic, drift, type Mutation, unmanaged } from './mutation.ts';

/** Primary keys and unique constraints. */
export const KEYS: readonly Mutation[] = [
  {
    id: 'primary-key:added',
    given: 'ALTER TABLE depot.parents ALTER a SET NOT NULL',
    sql: 'ALTER TABLE depot.parents ADD CONSTRAINT parents_pkey PRIMARY KEY (a)',
    finds: [
      drift(
        'primary-key:depot.parents.parents_pkey',
        'primary key depot.parents.parents_pkey exists in live and not in base',
      ),
    ],
  },
  {
    id: 'primary-key:dropped',
    sql: 'ALTER TABLE crews DROP CONSTRAINT crews_pkey CASCADE',
    finds: [
      drift(
        'foreign-key:public.crews.crews_deputy_fk',
        'foreign key public.crews.crews_deputy_fk exists in base and not in live',
      ),
      drift(
        'primary-key:public.crews.crews_pkey',
        'primary key public.crews.crews_pkey exists in base and not in live',
      ),
    ],
  },
  {
    id: 'primary-key:renamed',
    sql: 'ALTER TABLE crews RENAME CONSTRAINT crews_pkey TO crews_key',
    finds: [
      cosmetic(
        'primary-key:public.crews.crews_pkey#name',
        'primary key public.crews.crews_pkey of base is called public.crews.crews_key in live',
      ),
    ],
  },
  {
    id: 'primary-key.columns',
    sql: 'ALTER TABLE club.members DROP CONSTRAINT members_pkey; ALTER TABLE club.members ADD CONSTRAINT members_pkey PRIMARY KEY (id, name)',
    finds: [
      drift(
        'primary-key:club.members.members_pkey#columns',
        'primary key club.members.members_pkey has columns (id) in base and has columns (id, name) in live',
      ),
    ],
  },
  {
    id: 'primary-key.columns:order',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_race_fk; ALTER TABLE races DROP CONSTRAINT races_pk, ADD CONSTRAINT races_pk PRIMARY KEY (number, year); ALTER TABLE entries ADD CONSTRAINT entries_race_fk FOREIGN KEY (year, number) REFERENCES races (year, number)',
    finds: [
      drift(
        'primary-key:public.races.races_pk#columns',
        'primary key public.races.races_pk has columns (year, number) in base and has columns (number, year) in live',
      ),
    ],
  },
  {
    id: 'primary-key.include',
    sql: 'ALTER TABLE club.members DROP CONSTRAINT members_pkey; ALTER TABLE club.members ADD CONSTRAINT members_pkey PRIMARY KEY (id) INCLUDE (name)',
    finds: [
      behaves(
        'primary-key:club.members.members_pkey#include',
        'primary key club.members.members_pkey has no INCLUDE columns in base and has INCLUDE columns (name) in live',
      ),
    ],
  },
  {
    id: 'primary-key.deferrability',
    sql: 'ALTER TABLE club.members DROP CONSTRAINT members_pkey; ALTER TABLE club.members ADD CONSTRAINT members_pkey PRIMARY KEY (id) DEFERRABLE',
    finds: [
      behaves(
        'primary-key:club.members.members_pkey#deferrability',
        'primary key club.members.members_pkey is not deferrable in base and is deferrable initially immediate in live',
      ),
    ],
  },
  {
    id: 'primary-key.withoutOverlaps',
    since: 18,
    given:
      'CREATE TABLE depot.periods (id int4range, during int4range, CONSTRAINT periods_pkey PRIMARY KEY (id, during))',
    sql: 'ALTER TABLE depot.periods DROP CONSTRAINT periods_pkey; ALTER TABLE depot.periods ADD CONSTRAINT periods_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS)',
    finds: [
      behaves(
        'primary-key:depot.periods.periods_pkey#withoutOverlaps',
        'primary key depot.periods.periods_pkey does not forbid overlaps in base and forbids overlaps in live',
      ),
    ],
  },
  {
    id: 'primary-key.options',
    sql: 'ALTER TABLE club.members DROP CONSTRAINT members_pkey; ALTER TABLE club.members ADD CONSTRAINT members_pkey PRIMARY KEY (id) WITH (fillfactor = 60)',
    finds: [
      unmanaged(
        'primary-key:club.members.members_pkey#options',
        'primary key club.members.members_pkey has no storage parameters in base and has storage parameters (fillfactor=60) in live',
      ),
    ],
  },
  {
    id: 'primary-key.tablespace',
    sql: 'ALTER INDEX club.members_pkey SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'primary-key:club.members.members_pkey#tablespace',
        'primary key club.members.members_pkey is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'primary-key.clustered',
    sql: 'ALTER TABLE club.members CLUSTER ON members_pkey',
    finds: [
      unmanaged(
        'primary-key:club.members.members_pkey#clustered',
        'primary key club.members.members_pkey is not what its table is clustered on in base and is what its table is clustered on in live',
      ),
    ],
  },
  {
    id: 'primary-key.comment',
    sql: "COMMENT ON CONSTRAINT members_pkey ON club.members IS 'the key'",
    finds: [
      unmanaged(
        'primary-key:club.members.members_pkey#comment',
        'primary key club.members.members_pkey has no comment in base and has comment “the key” in live',
      ),
    ],
  },
  {
    id: 'unique:added',
    sql: 'ALTER TABLE crews ADD CONSTRAINT crews_skipper_key UNIQUE (skipper)',
    finds: [
      drift(
        'unique:public.crews.crews_skipper_key',
        'unique constraint public.crews.crews_skipper_key exists in live and not in base',
      ),
    ],
  },
  {
    id: 'unique:dropped',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_sail_unique',
    finds: [
      drift(
        'unique:public.boats.boats_sail_unique',
        'unique constraint public.boats.boats_sail_unique exists in base and not in live',
      ),
    ],
  },
  {
    id: 'unique:renamed',
    sql: 'ALTER TABLE boats RENAME CONSTRAINT boats_sail_unique TO one_sail',
    finds: [
      cosmetic(
        'unique:public.boats.boats_sail_unique#name',
        'unique constraint public.boats.boats_sail_unique of base is called public.boats.one_sail in live',
      ),
    ],
  },
  {
    id: 'unique.columns',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_sail_unique, ADD CONSTRAINT boats_sail_unique UNIQUE (sail, name)',
    finds: [
      drift(
        'unique:public.boats.boats_sail_unique#columns',
        'unique constraint public.boats.boats_sail_unique has columns (sail) in base and has columns (sail, name) in live',
      ),
    ],
  },
  {
    id: 'unique.nullsNotDistinct',
    since: 15,
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_call_sign_key, ADD CONSTRAINT boats_call_sign_key UNIQUE NULLS NOT DISTINCT (call_sign)',
    finds: [
      drift(
        'unique:public.boats.boats_call_sign_key#nullsNotDistinct',
        'unique constraint public.boats.boats_call_sign_key treats NULLs as distinct in base and treats NULLs as equal in live',
      ),
    ],
  },
  {
    id: 'unique.include',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_sail_unique, ADD CONSTRAINT boats_sail_unique UNIQUE (sail) INCLUDE (name)',
    finds: [
      behaves(
        'unique:public.boats.boats_sail_unique#include',
        'unique constraint public.boats.boats_sail_unique has no INCLUDE columns in base and has INCLUDE columns (name) in live',
      ),
    ],
  },
  {
    id: 'unique.deferrability',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_sail_unique, ADD CONSTRAINT boats_sail_unique UNIQUE (sail) DEFERRABLE INITIALLY DEFERRED',
    finds: [
      behaves(
        'unique:public.boats.boats_sail_unique#deferrability',
        'unique constraint public.boats.boats_sail_unique is not deferrable in base and is deferrable initially deferred in live',
      ),
    ],
  },
  {
    id: 'unique.withoutOverlaps',
    since: 18,
    given: 'CREATE TABLE depot.periods (id int4range, during int4range, CONSTRAINT periods_key UNIQUE (id, during))',
    sql: 'ALTER TABLE depot.periods DROP CONSTRAINT periods_key; ALTER TABLE depot.periods ADD CONSTRAINT periods_key UNIQUE (id, during WITHOUT OVERLAPS)',
    finds: [
      behaves(
        'unique:depot.periods.periods_key#withoutOverlaps',
        'unique constraint depot.periods.periods_key does not forbid overlaps in base and forbids overlaps in live',
      ),
    ],
  },
  {
    id: 'unique.options',
    sql: 'ALTER TABLE boats DROP CONSTRAINT boats_sail_unique, ADD CONSTRAINT boats_sail_unique UNIQUE (sail) WITH (fillfactor = 60)',
    finds: [
      unmanaged(
        'unique:public.boats.boats_sail_unique#options',
        'unique constraint public.boats.boats_sail_unique has no storage parameters in base and has storage parameters (fillfactor=60) in live',
      ),
    ],
  },
  {
    id: 'unique.tablespace',
    sql: 'ALTER INDEX boats_sail_unique SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'unique:public.boats.boats_sail_unique#tablespace',
        'unique constraint public.boats.boats_sail_unique is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'unique.clustered',
    sql: 'ALTER TABLE boats CLUSTER ON boats_sail_unique',
    finds: [
      unmanaged(
        'unique:public.boats.boats_sail_unique#clustered',
        'unique constraint public.boats.boats_sail_unique is not what its table is clustered on in base and is what its table is clustered on in live',
      ),
    ],
  },
  {
    id: 'unique.comment',
    sql: "COMMENT ON CONSTRAINT boats_sail_unique ON boats IS 'one each'",
    finds: [
      unmanaged(
        'unique:public.boats.boats_sail_unique#comment',
        'unique constraint public.boats.boats_sail_unique has no comment in base and has comment “one each” in live',
      ),
    ],
  },
];
