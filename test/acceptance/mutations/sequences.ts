import { cosmetic, drift, type Mutation, unmanaged } from './mutation.ts';

/** Sequences that stand alone or that a serial column owns. */
export const SEQUENCES: readonly Mutation[] = [
  {
    id: 'sequence:added',
    sql: 'CREATE SEQUENCE public.extra_numbers',
    finds: [drift('sequence:public.extra_numbers', 'sequence public.extra_numbers exists in live and not in base')],
  },
  {
    id: 'sequence:dropped',
    sql: 'DROP SEQUENCE sail_numbers',
    finds: [drift('sequence:public.sail_numbers', 'sequence public.sail_numbers exists in base and not in live')],
  },
  {
    id: 'sequence.options.type',
    sql: 'ALTER SEQUENCE sail_numbers AS integer',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has AS bigint in base and has AS integer in live',
      ),
    ],
  },
  {
    id: 'sequence.options.start',
    sql: 'ALTER SEQUENCE sail_numbers START 5000',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has START WITH 2000 in base and has START WITH 5000 in live',
      ),
    ],
  },
  {
    id: 'sequence.options.min',
    sql: 'ALTER SEQUENCE sail_numbers MINVALUE 500',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has MINVALUE 1000 in base and has MINVALUE 500 in live',
      ),
    ],
  },
  {
    id: 'sequence.options.max',
    sql: 'ALTER SEQUENCE sail_numbers NO MAXVALUE',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has MAXVALUE 99990 in base and has MAXVALUE 9223372036854775807 in live',
      ),
    ],
  },
  {
    id: 'sequence.options.increment',
    sql: 'ALTER SEQUENCE sail_numbers INCREMENT 1',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has INCREMENT BY 10 in base and has INCREMENT BY 1 in live',
      ),
    ],
  },
  {
    id: 'sequence.options.cache',
    sql: 'ALTER SEQUENCE sail_numbers CACHE 1',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has CACHE 5 in base and has CACHE 1 in live',
      ),
    ],
  },
  {
    id: 'sequence.options.cycle',
    sql: 'ALTER SEQUENCE sail_numbers NO CYCLE',
    finds: [
      drift(
        'sequence:public.sail_numbers#options',
        'sequence public.sail_numbers has CYCLE in base and has NO CYCLE in live',
      ),
    ],
  },
  {
    id: 'sequence.options.cache:of-a-serial',
    sql: 'ALTER SEQUENCE crews_id_seq CACHE 20',
    finds: [
      drift(
        'sequence:public.crews_id_seq#options',
        'sequence public.crews_id_seq has CACHE 1 in base and has CACHE 20 in live',
      ),
    ],
  },
  {
    id: 'sequence.persistence',
    since: 15,
    sql: 'ALTER SEQUENCE sail_numbers SET UNLOGGED',
    finds: [
      unmanaged(
        'sequence:public.sail_numbers#persistence',
        'sequence public.sail_numbers is permanent in base and is unlogged in live',
      ),
    ],
  },
  {
    id: 'sequence.ownedBy',
    sql: 'ALTER SEQUENCE sail_numbers OWNED BY boats.sail',
    finds: [
      unmanaged(
        'sequence:public.sail_numbers#ownedBy',
        'sequence public.sail_numbers is owned by no column in base and is owned by column public.boats.sail in live',
      ),
    ],
  },
  {
    id: 'sequence.ownedBy.table',
    also: ['sequence.ownedBy.column'],
    given: 'ALTER SEQUENCE depot.tickets OWNED BY depot.shelves.id',
    sql: 'ALTER SEQUENCE depot.tickets OWNED BY depot.parents.a',
    finds: [
      unmanaged(
        'sequence:depot.tickets#ownedBy',
        'sequence depot.tickets is owned by column depot.shelves.id in base and is owned by column depot.parents.a in live',
      ),
    ],
  },
  {
    id: 'sequence.comment',
    sql: "COMMENT ON SEQUENCE sail_numbers IS 'on the sail'",
    finds: [
      unmanaged(
        'sequence:public.sail_numbers#comment',
        'sequence public.sail_numbers has no comment in base and has comment “on the sail” in live',
      ),
    ],
  },
  {
    id: 'sequence.owner',
    sql: 'ALTER SEQUENCE sail_numbers OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'sequence:public.sail_numbers#owner',
        'sequence public.sail_numbers has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
  {
    id: 'sequence:renamed-of-a-serial',
    sql: 'ALTER SEQUENCE crews_id_seq RENAME TO crew_numbers',
    finds: [
      cosmetic(
        'sequence:public.crews_id_seq#name',
        'sequence public.crews_id_seq of base is called public.crew_numbers in live',
      ),
    ],
  },
];
