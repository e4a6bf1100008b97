import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Foreign keys. */
export const FOREIGN_KEYS: readonly Mutation[] = [
  {
    id: 'foreign-key:added',
    sql: 'ALTER TABLE crews ADD CONSTRAINT crews_skipper_fk FOREIGN KEY (skipper) REFERENCES boats (sail)',
    finds: [
      drift(
        'foreign-key:public.crews.crews_skipper_fk',
        'foreign key public.crews.crews_skipper_fk exists in live and not in base',
      ),
    ],
  },
  {
    id: 'foreign-key:dropped',
    sql: 'ALTER TABLE crews DROP CONSTRAINT crews_boat_fk',
    finds: [
      drift(
        'foreign-key:public.crews.crews_boat_fk',
        'foreign key public.crews.crews_boat_fk exists in base and not in live',
      ),
    ],
  },
  {
    id: 'foreign-key:renamed',
    sql: 'ALTER TABLE crews RENAME CONSTRAINT crews_boat_fk TO to_boat',
    finds: [
      drift(
        'foreign-key:public.crews.crews_boat_fk#name',
        'foreign key public.crews.crews_boat_fk of base is called public.crews.to_boat in live',
      ),
    ],
  },
  {
    id: 'foreign-key.columns',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (place) REFERENCES boats (id) ON DELETE SET NULL',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#columns',
        'foreign key public.entries.entries_boat_fk has columns (boat_id) in base and has columns (place) in live',
      ),
    ],
  },
  {
    id: 'foreign-key.references.name',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES crews (id) ON DELETE SET NULL',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#references',
        'foreign key public.entries.entries_boat_fk references public.boats in base and references public.crews in live',
      ),
    ],
  },
  {
    id: 'foreign-key.references.schema',
    given: 'CREATE TABLE club.boats (id integer PRIMARY KEY)',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES club.boats (id) ON DELETE SET NULL',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#references',
        'foreign key public.entries.entries_boat_fk references public.boats in base and references club.boats in live',
      ),
    ],
  },
  {
    id: 'foreign-key.referencedColumns',
    given: 'ALTER TABLE crews ADD CONSTRAINT crews_one_boat UNIQUE (boat_id)',
    sql: 'ALTER TABLE crews DROP CONSTRAINT crews_deputy_fk, ADD CONSTRAINT crews_deputy_fk FOREIGN KEY (deputy_of) REFERENCES crews (boat_id)',
    finds: [
      drift(
        'foreign-key:public.crews.crews_deputy_fk#referencedColumns',
        'foreign key public.crews.crews_deputy_fk has referenced columns (id) in base and has referenced columns (boat_id) in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onDelete:cascade',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE CASCADE',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onDelete',
        'foreign key public.entries.entries_boat_fk is ON DELETE SET NULL in base and is ON DELETE CASCADE in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onDelete:restrict',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE RESTRICT',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onDelete',
        'foreign key public.entries.entries_boat_fk is ON DELETE SET NULL in base and is ON DELETE RESTRICT in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onDelete:set-default',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE SET DEFAULT',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onDelete',
        'foreign key public.entries.entries_boat_fk is ON DELETE SET NULL in base and is ON DELETE SET DEFAULT in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onDelete:no-action',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id)',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onDelete',
        'foreign key public.entries.entries_boat_fk is ON DELETE SET NULL in base and is ON DELETE NO ACTION in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onUpdate:cascade',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE SET NULL ON UPDATE CASCADE',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onUpdate',
        'foreign key public.entries.entries_boat_fk is ON UPDATE NO ACTION in base and is ON UPDATE CASCADE in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onUpdate:set-null',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE SET NULL ON UPDATE SET NULL',
    finds: [
      drift(
        'foreign-key:public.entries.entries_boat_fk#onUpdate',
        'foreign key public.entries.entries_boat_fk is ON UPDATE NO ACTION in base and is ON UPDATE SET NULL in live',
      ),
    ],
  },
  {
    id: 'foreign-key.onDeleteColumns',
    since: 15,
    given:
      'ALTER TABLE entries DROP CONSTRAINT entries_race_fk, ADD CONSTRAINT entries_race_fk FOREIGN KEY (year, number) REFERENCES races (year, number) ON DELETE SET NULL',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_race_fk, ADD CONSTRAINT entries_race_fk FOREIGN KEY (year, number) REFERENCES races (year, number) ON DELETE SET NULL (number)',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_race_fk#onDeleteColumns',
        'foreign key public.entries.entries_race_fk sets all of its columns on delete in base and sets (number) on delete in live',
      ),
    ],
  },
  {
    id: 'foreign-key.match',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_race_fk, ADD CONSTRAINT entries_race_fk FOREIGN KEY (year, number) REFERENCES races (year, number) MATCH FULL',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_race_fk#match',
        'foreign key public.entries.entries_race_fk is MATCH SIMPLE in base and is MATCH FULL in live',
      ),
    ],
  },
  {
    id: 'foreign-key.deferrability:deferrable',
    sql: 'ALTER TABLE entries ALTER CONSTRAINT entries_boat_fk DEFERRABLE',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_boat_fk#deferrability',
        'foreign key public.entries.entries_boat_fk is not deferrable in base and is deferrable initially immediate in live',
      ),
    ],
  },
  {
    id: 'foreign-key.deferrability:deferred',
    sql: 'ALTER TABLE entries ALTER CONSTRAINT entries_boat_fk DEFERRABLE INITIALLY DEFERRED',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_boat_fk#deferrability',
        'foreign key public.entries.entries_boat_fk is not deferrable in base and is deferrable initially deferred in live',
      ),
    ],
  },
  {
    id: 'foreign-key.validated',
    sql: 'ALTER TABLE entries DROP CONSTRAINT entries_boat_fk, ADD CONSTRAINT entries_boat_fk FOREIGN KEY (boat_id) REFERENCES boats (id) ON DELETE SET NULL NOT VALID',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_boat_fk#validated',
        'foreign key public.entries.entries_boat_fk is validated in base and is NOT VALID in live',
      ),
    ],
  },
  {
    id: 'foreign-key.enforced',
    since: 18,
    sql: 'ALTER TABLE entries ALTER CONSTRAINT entries_boat_fk NOT ENFORCED',
    finds: [
      behaves(
        'foreign-key:public.entries.entries_boat_fk#enforced',
        'foreign key public.entries.entries_boat_fk is enforced in base and is NOT ENFORCED in live',
      ),
    ],
  },
  {
    id: 'foreign-key.period',
    since: 18,
    given:
      'CREATE TABLE depot.periods (id int4range, during int4range, CONSTRAINT periods_apart UNIQUE (id, during WITHOUT OVERLAPS), CONSTRAINT periods_pkey PRIMARY KEY (id, during)); CREATE TABLE depot.stays (id int4range, during int4range, CONSTRAINT stays_fk FOREIGN KEY (id, during) REFERENCES depot.periods (id, during))',
    sql: 'ALTER TABLE depot.stays DROP CONSTRAINT stays_fk, ADD CONSTRAINT stays_fk FOREIGN KEY (id, PERIOD during) REFERENCES depot.periods (id, PERIOD during)',
    finds: [
      behaves(
        'foreign-key:depot.stays.stays_fk#period',
        'foreign key depot.stays.stays_fk has no PERIOD in base and has PERIOD in live',
      ),
    ],
  },
  {
    id: 'foreign-key.comment',
    sql: "COMMENT ON CONSTRAINT crews_boat_fk ON crews IS 'whose'",
    finds: [
      unmanaged(
        'foreign-key:public.crews.crews_boat_fk#comment',
        'foreign key public.crews.crews_boat_fk has no comment in base and has comment “whose” in live',
      ),
    ],
  },
];
