import { behaves, drift, type Mutation, unmanaged } from './mutation.ts';

/** Tables, partitions, foreign tables. */
export const TABLES: readonly Mutation[] = [
  {
    id: 'table:added',
    sql: 'CREATE TABLE buoys (id integer PRIMARY KEY, colour text UNIQUE)',
    finds: [drift('table:public.buoys', 'table public.buoys exists in live and not in base')],
  },
  {
    id: 'table:dropped',
    sql: 'DROP TABLE club.members',
    finds: [drift('table:club.members', 'table club.members exists in base and not in live')],
  },
  {
    id: 'table:added-partition',
    sql: 'CREATE TABLE depot.boxes_more PARTITION OF depot.boxes FOR VALUES FROM (200) TO (300)',
    finds: [unmanaged('table:depot.boxes_more', 'table depot.boxes_more exists in live and not in base')],
  },
  {
    id: 'table:dropped-partition',
    sql: 'DROP TABLE depot.boxes_high',
    finds: [unmanaged('table:depot.boxes_high', 'table depot.boxes_high exists in base and not in live')],
  },
  {
    id: 'table:added-foreign',
    sql: 'CREATE FOREIGN TABLE public.abroad (id integer) SERVER depot_server',
    finds: [unmanaged('table:public.abroad', 'table public.abroad exists in live and not in base')],
  },
  {
    id: 'table.rowSecurity:off',
    sql: 'ALTER TABLE entries DISABLE ROW LEVEL SECURITY',
    finds: [
      drift(
        'table:public.entries#rowSecurity',
        'table public.entries has row security enabled in base and has row security disabled in live',
      ),
    ],
  },
  {
    id: 'table.rowSecurity:on',
    sql: 'ALTER TABLE boats ENABLE ROW LEVEL SECURITY',
    finds: [
      drift(
        'table:public.boats#rowSecurity',
        'table public.boats has row security disabled in base and has row security enabled in live',
      ),
    ],
  },
  {
    id: 'table.forceRowSecurity',
    sql: 'ALTER TABLE entries FORCE ROW LEVEL SECURITY',
    finds: [
      behaves(
        'table:public.entries#forceRowSecurity',
        'table public.entries does not force row security on its owner in base and forces row security on its owner in live',
      ),
    ],
  },
  {
    id: 'table.persistence',
    sql: 'ALTER TABLE club.members SET UNLOGGED',
    finds: [
      behaves('table:club.members#persistence', 'table club.members is permanent in base and is unlogged in live'),
    ],
  },
  {
    id: 'table.partitionKey:strategy',
    sql: 'DROP TABLE depot.crates; CREATE TABLE depot.crates (id integer, width integer) PARTITION BY LIST (id)',
    finds: [
      unmanaged(
        'table:depot.crates#partitionKey',
        'table depot.crates has partition key RANGE (id) in base and has partition key LIST (id) in live',
      ),
    ],
  },
  {
    id: 'table.partitionKey:column',
    sql: 'DROP TABLE depot.crates; CREATE TABLE depot.crates (id integer, width integer) PARTITION BY RANGE (width)',
    finds: [
      unmanaged(
        'table:depot.crates#partitionKey',
        'table depot.crates has partition key RANGE (id) in base and has partition key RANGE (width) in live',
      ),
    ],
  },
  {
    id: 'table.partitionKey:none',
    sql: 'DROP TABLE depot.crates; CREATE TABLE depot.crates (id integer, width integer)',
    finds: [
      unmanaged(
        'table:depot.crates#partitionKey',
        'table depot.crates has partition key RANGE (id) in base and has no partition key in live',
      ),
    ],
  },
  {
    id: 'table.partitionOf',
    sql: 'ALTER TABLE depot.boxes DETACH PARTITION depot.boxes_low',
    finds: [
      behaves(
        'table:depot.boxes_low#partitionOf',
        'table depot.boxes_low is a partition of depot.boxes FOR VALUES FROM (0) TO (100) in base and is no partition in live',
      ),
    ],
  },
  {
    id: 'table.partitionOf.bound',
    sql: 'ALTER TABLE depot.boxes DETACH PARTITION depot.boxes_low; ALTER TABLE depot.boxes ATTACH PARTITION depot.boxes_low FOR VALUES FROM (0) TO (50)',
    finds: [
      behaves(
        'table:depot.boxes_low#partitionOf',
        'table depot.boxes_low is a partition of depot.boxes FOR VALUES FROM (0) TO (100) in base and is a partition of depot.boxes FOR VALUES FROM (0) TO (50) in live',
      ),
    ],
  },
  {
    id: 'table.partitionOf.bound:default',
    sql: 'ALTER TABLE depot.boxes DETACH PARTITION depot.boxes_low; ALTER TABLE depot.boxes ATTACH PARTITION depot.boxes_low DEFAULT',
    finds: [
      behaves(
        'table:depot.boxes_low#partitionOf',
        'table depot.boxes_low is a partition of depot.boxes FOR VALUES FROM (0) TO (100) in base and is a partition of depot.boxes DEFAULT in live',
      ),
    ],
  },
  {
    id: 'table.partitionOf.parent.name',
    sql: 'ALTER TABLE depot.boxes DETACH PARTITION depot.boxes_low; ALTER TABLE depot.crates ATTACH PARTITION depot.boxes_low FOR VALUES FROM (0) TO (100)',
    finds: [
      behaves(
        'table:depot.boxes_low#partitionOf',
        'table depot.boxes_low is a partition of depot.boxes FOR VALUES FROM (0) TO (100) in base and is a partition of depot.crates FOR VALUES FROM (0) TO (100) in live',
      ),
    ],
  },
  {
    id: 'table.partitionOf.parent.schema',
    given: 'CREATE TABLE public.boxes (id integer, width integer) PARTITION BY RANGE (id)',
    sql: 'ALTER TABLE depot.boxes DETACH PARTITION depot.boxes_low; ALTER TABLE public.boxes ATTACH PARTITION depot.boxes_low FOR VALUES FROM (0) TO (100)',
    finds: [
      behaves(
        'table:depot.boxes_low#partitionOf',
        'table depot.boxes_low is a partition of depot.boxes FOR VALUES FROM (0) TO (100) in base and is a partition of public.boxes FOR VALUES FROM (0) TO (100) in live',
      ),
    ],
  },
  {
    id: 'table.inherits.name',
    sql: 'ALTER TABLE depot.children NO INHERIT depot.parents; ALTER TABLE depot.children INHERIT depot.other_parents',
    finds: [
      behaves(
        'table:depot.children#inherits',
        'table depot.children inherits from depot.parents in base and inherits from depot.other_parents in live',
      ),
    ],
  },
  {
    id: 'table.inherits.name:none',
    sql: 'ALTER TABLE depot.children NO INHERIT depot.parents',
    finds: [
      behaves(
        'table:depot.children#inherits',
        'table depot.children inherits from depot.parents in base and inherits from no table in live',
      ),
    ],
  },
  {
    id: 'table.inherits.schema',
    given: 'CREATE TABLE public.parents (a integer)',
    sql: 'ALTER TABLE depot.children NO INHERIT depot.parents; ALTER TABLE depot.children INHERIT public.parents',
    finds: [
      behaves(
        'table:depot.children#inherits',
        'table depot.children inherits from depot.parents in base and inherits from public.parents in live',
      ),
    ],
  },
  {
    id: 'table.ofType',
    sql: 'ALTER TABLE depot.typed NOT OF',
    finds: [
      unmanaged(
        'table:depot.typed#ofType',
        'table depot.typed is of type depot.place in base and is of no type in live',
      ),
    ],
  },
  {
    id: 'table.ofType.name',
    sql: 'ALTER TABLE depot.typed OF depot.other_place',
    finds: [
      unmanaged(
        'table:depot.typed#ofType',
        'table depot.typed is of type depot.place in base and is of type depot.other_place in live',
      ),
    ],
  },
  {
    id: 'table.ofType.schema',
    given: 'CREATE TYPE public.place AS (street text, city text)',
    sql: 'ALTER TABLE depot.typed OF public.place',
    finds: [
      unmanaged(
        'table:depot.typed#ofType',
        'table depot.typed is of type depot.place in base and is of type public.place in live',
      ),
    ],
  },
  {
    id: 'table.foreign',
    given: 'CREATE FOREIGN TABLE depot.afar (id integer) SERVER depot_server',
    sql: 'DROP FOREIGN TABLE depot.afar; CREATE TABLE depot.afar (id integer)',
    finds: [
      behaves(
        'table:depot.afar#foreign',
        'table depot.afar is a foreign table of server depot_server in base and is no foreign table in live',
      ),
    ],
  },
  {
    id: 'table.foreign.server',
    sql: "DROP FOREIGN TABLE depot.remote; CREATE FOREIGN TABLE depot.remote (id integer OPTIONS (key 'true'), label text) SERVER other_server OPTIONS (table_name 'there')",
    finds: [
      behaves(
        'table:depot.remote#foreign',
        'table depot.remote is a foreign table of server depot_server (table_name=there) in base and is a foreign table of server other_server (table_name=there) in live',
      ),
    ],
  },
  {
    id: 'table.foreign.options',
    sql: "ALTER FOREIGN TABLE depot.remote OPTIONS (SET table_name 'elsewhere')",
    finds: [
      behaves(
        'table:depot.remote#foreign',
        'table depot.remote is a foreign table of server depot_server (table_name=there) in base and is a foreign table of server depot_server (table_name=elsewhere) in live',
      ),
    ],
  },
  {
    id: 'table.replicaIdentity:full',
    sql: 'ALTER TABLE boats REPLICA IDENTITY FULL',
    finds: [
      unmanaged(
        'table:public.boats#replicaIdentity',
        'table public.boats has replica identity default in base and has replica identity full in live',
      ),
    ],
  },
  {
    id: 'table.replicaIdentity:nothing',
    sql: 'ALTER TABLE boats REPLICA IDENTITY NOTHING',
    finds: [
      unmanaged(
        'table:public.boats#replicaIdentity',
        'table public.boats has replica identity default in base and has replica identity nothing in live',
      ),
    ],
  },
  {
    id: 'table.replicaIdentity:index',
    sql: 'ALTER TABLE boats REPLICA IDENTITY USING INDEX boats_sail_unique',
    finds: [
      unmanaged(
        'table:public.boats#replicaIdentity',
        'table public.boats has replica identity default in base and has replica identity index boats_sail_unique in live',
      ),
    ],
  },
  {
    id: 'table.accessMethod',
    sql: 'DROP TABLE depot.other_parents; CREATE TABLE depot.other_parents (a integer) USING depot_heap',
    finds: [
      unmanaged(
        'table:depot.other_parents#accessMethod',
        'table depot.other_parents has the default access method in base and has access method depot_heap in live',
      ),
    ],
  },
  {
    id: 'table.tablespace',
    sql: 'ALTER TABLE boats SET TABLESPACE depot_space',
    finds: [
      unmanaged(
        'table:public.boats#tablespace',
        'table public.boats is in the default tablespace in base and is in tablespace depot_space in live',
      ),
    ],
  },
  {
    id: 'table.options',
    sql: 'ALTER TABLE boats SET (fillfactor = 70)',
    finds: [
      unmanaged(
        'table:public.boats#options',
        'table public.boats has no storage parameters in base and has storage parameters (fillfactor=70) in live',
      ),
    ],
  },
  {
    id: 'table.options:changed',
    given: 'ALTER TABLE boats SET (fillfactor = 70, parallel_workers = 2)',
    sql: 'ALTER TABLE boats SET (fillfactor = 80, toast.autovacuum_enabled = off)',
    finds: [
      unmanaged(
        'table:public.boats#options',
        'table public.boats has storage parameters (fillfactor=70, parallel_workers=2) in base and has storage parameters (fillfactor=80, parallel_workers=2, toast.autovacuum_enabled=off) in live',
      ),
    ],
  },
  {
    id: 'table.comment',
    sql: "COMMENT ON TABLE boats IS 'what sails'",
    finds: [
      unmanaged(
        'table:public.boats#comment',
        'table public.boats has no comment in base and has comment “what sails” in live',
      ),
    ],
  },
  {
    id: 'table.owner',
    sql: 'ALTER TABLE boats OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'table:public.boats#owner',
        'table public.boats has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
