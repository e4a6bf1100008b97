import { type Mutation, unmanaged } from './mutation.ts';

/** Publications. */
export const PUBLICATIONS: readonly Mutation[] = [
  {
    id: 'publication:added',
    sql: 'CREATE PUBLICATION extra FOR TABLE ONLY races',
    finds: [unmanaged('publication:extra', 'publication extra exists in live and not in base')],
  },
  {
    id: 'publication:dropped',
    sql: 'DROP PUBLICATION outward',
    finds: [unmanaged('publication:outward', 'publication outward exists in base and not in live')],
  },
  {
    id: 'publication.allTables',
    sql: "DROP PUBLICATION outward; CREATE PUBLICATION outward FOR ALL TABLES WITH (publish = 'insert, update')",
    finds: [
      unmanaged(
        'publication:outward#allTables',
        'publication outward publishes only what it lists in base and publishes all tables in live',
      ),
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats in base and publishes no table by name in live',
      ),
    ],
  },
  {
    id: 'publication.operations',
    sql: "ALTER PUBLICATION outward SET (publish = 'insert, update, delete')",
    finds: [
      unmanaged(
        'publication:outward#operations',
        'publication outward publishes INSERT, UPDATE in base and publishes INSERT, UPDATE, DELETE in live',
      ),
    ],
  },
  {
    id: 'publication.viaRoot',
    sql: 'ALTER PUBLICATION outward SET (publish_via_partition_root = true)',
    finds: [
      unmanaged(
        'publication:outward#viaRoot',
        'publication outward publishes partitions as themselves in base and publishes partitions as their root in live',
      ),
    ],
  },
  {
    id: 'publication.generatedColumns',
    since: 18,
    sql: 'ALTER PUBLICATION outward SET (publish_generated_columns = stored)',
    finds: [
      unmanaged(
        'publication:outward#generatedColumns',
        'publication outward publishes no generated columns in base and publishes stored generated columns in live',
      ),
    ],
  },
  {
    id: 'publication.schemas',
    since: 15,
    sql: 'ALTER PUBLICATION outward ADD TABLES IN SCHEMA depot',
    finds: [
      unmanaged(
        'publication:outward#schemas',
        'publication outward publishes no schema in base and publishes schema depot in live',
      ),
    ],
  },
  {
    id: 'publication.tables.name',
    sql: 'ALTER PUBLICATION outward ADD TABLE ONLY races',
    finds: [
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats in base and publishes table public.boats, public.races in live',
      ),
    ],
  },
  {
    id: 'publication.tables.schema',
    given: 'CREATE TABLE club.boats (id integer PRIMARY KEY)',
    sql: 'ALTER PUBLICATION outward SET TABLE ONLY club.boats',
    finds: [
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats in base and publishes table club.boats in live',
      ),
    ],
  },
  {
    id: 'publication.tables.columns',
    since: 15,
    sql: 'ALTER PUBLICATION outward SET TABLE ONLY boats (id, name)',
    finds: [
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats in base and publishes table public.boats (id, name) in live',
      ),
    ],
  },
  {
    id: 'publication.tables.where',
    since: 15,
    sql: 'ALTER PUBLICATION outward SET TABLE ONLY boats WHERE (id > 10)',
    finds: [
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats in base and publishes table public.boats WHERE (id > 10) in live',
      ),
    ],
  },
  {
    id: 'publication.tables.where:changed',
    since: 15,
    given: 'ALTER PUBLICATION outward SET TABLE ONLY boats WHERE (id > 10)',
    sql: 'ALTER PUBLICATION outward SET TABLE ONLY boats WHERE (id > 20)',
    finds: [
      unmanaged(
        'publication:outward#tables',
        'publication outward publishes table public.boats WHERE (id > 10) in base and publishes table public.boats WHERE (id > 20) in live',
      ),
    ],
  },
  {
    id: 'publication.comment',
    sql: "COMMENT ON PUBLICATION outward IS 'to the board'",
    finds: [
      unmanaged(
        'publication:outward#comment',
        'publication outward has no comment in base and has comment “to the board” in live',
      ),
    ],
  },
  {
    id: 'publication.owner',
    given: 'ALTER ROLE regatta_steward SUPERUSER',
    sql: 'ALTER PUBLICATION outward OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'publication:outward#owner',
        'publication outward has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
