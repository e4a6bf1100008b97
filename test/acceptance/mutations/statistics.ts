import { type Mutation, unmanaged } from './mutation.ts';

/** Extended statistics. */
export const STATISTICS: readonly Mutation[] = [
  {
    id: 'statistics:added',
    sql: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    finds: [
      unmanaged('statistics:depot.shelf_stats', 'statistics object depot.shelf_stats exists in live and not in base'),
    ],
  },
  {
    id: 'statistics:dropped',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats',
    finds: [
      unmanaged('statistics:depot.shelf_stats', 'statistics object depot.shelf_stats exists in base and not in live'),
    ],
  },
  {
    id: 'statistics.on.name',
    given:
      'CREATE TABLE depot.other_shelves (id integer, label text); CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats; CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.other_shelves',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#on',
        'statistics object depot.shelf_stats is of depot.shelves in base and is of depot.other_shelves in live',
      ),
    ],
  },
  {
    id: 'statistics.on.schema',
    given:
      'CREATE SCHEMA spare; CREATE TABLE spare.shelves (id integer, label text); CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats; CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM spare.shelves',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#on',
        'statistics object depot.shelf_stats is of depot.shelves in base and is of spare.shelves in live',
      ),
    ],
  },
  {
    id: 'statistics.types',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats; CREATE STATISTICS depot.shelf_stats (dependencies, mcv) ON id, label FROM depot.shelves',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#types',
        'statistics object depot.shelf_stats counts dependencies in base and counts dependencies, mcv in live',
      ),
    ],
  },
  {
    id: 'statistics.columns',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats; CREATE STATISTICS depot.shelf_stats (dependencies) ON id, during FROM depot.shelves',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#columns',
        'statistics object depot.shelf_stats is about id, label in base and is about during, id in live',
      ),
    ],
  },
  {
    id: 'statistics.expressions',
    since: 14,
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'DROP STATISTICS depot.shelf_stats; CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label, lower(label) FROM depot.shelves',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#expressions',
        'statistics object depot.shelf_stats is about no expression in base and is about lower(label) in live',
      ),
    ],
  },
  {
    id: 'statistics.target',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'ALTER STATISTICS depot.shelf_stats SET STATISTICS 400',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#target',
        'statistics object depot.shelf_stats has no statistics target in base and has statistics target 400 in live',
      ),
    ],
  },
  {
    id: 'statistics.comment',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: "COMMENT ON STATISTICS depot.shelf_stats IS 'where from'",
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#comment',
        'statistics object depot.shelf_stats has no comment in base and has comment “where from” in live',
      ),
    ],
  },
  {
    id: 'statistics.owner',
    given: 'CREATE STATISTICS depot.shelf_stats (dependencies) ON id, label FROM depot.shelves',
    sql: 'ALTER STATISTICS depot.shelf_stats OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'statistics:depot.shelf_stats#owner',
        'statistics object depot.shelf_stats has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
