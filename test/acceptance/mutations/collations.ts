import { behaves, type Mutation, unmanaged } from './mutation.ts';

/** Collations of somebody's own. */
export const COLLATIONS: readonly Mutation[] = [
  {
    id: 'collation:added',
    sql: "CREATE COLLATION depot.loose (locale = 'C')",
    finds: [unmanaged('collation:depot.loose', 'collation depot.loose exists in live and not in base')],
  },
  {
    id: 'collation:dropped',
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: 'DROP COLLATION depot.loose',
    finds: [unmanaged('collation:depot.loose', 'collation depot.loose exists in base and not in live')],
  },
  {
    id: 'collation.provider',
    since: 17,
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: "DROP COLLATION depot.loose; CREATE COLLATION depot.loose (provider = builtin, locale = 'C')",
    finds: [
      behaves(
        'collation:depot.loose#provider',
        'collation depot.loose has provider libc in base and has provider builtin in live',
      ),
    ],
  },
  {
    id: 'collation.locale',
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: "DROP COLLATION depot.loose; CREATE COLLATION depot.loose (locale = 'POSIX')",
    finds: [
      behaves(
        'collation:depot.loose#locale',
        'collation depot.loose has locale C in base and has locale POSIX in live',
      ),
    ],
  },
  {
    id: 'collation.characterType',
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: "DROP COLLATION depot.loose; CREATE COLLATION depot.loose (lc_collate = 'C', lc_ctype = 'POSIX')",
    finds: [
      behaves(
        'collation:depot.loose#characterType',
        'collation depot.loose has no LC_CTYPE in base and has LC_CTYPE POSIX in live',
      ),
    ],
  },
  {
    id: 'collation.deterministic',
    given: "CREATE COLLATION depot.loose (provider = icu, locale = 'und')",
    sql: "DROP COLLATION depot.loose; CREATE COLLATION depot.loose (provider = icu, locale = 'und', deterministic = false)",
    finds: [
      behaves(
        'collation:depot.loose#deterministic',
        'collation depot.loose is deterministic in base and is not deterministic in live',
      ),
    ],
  },
  {
    id: 'collation.rules',
    since: 16,
    given: "CREATE COLLATION depot.loose (provider = icu, locale = 'und')",
    sql: "DROP COLLATION depot.loose; CREATE COLLATION depot.loose (provider = icu, locale = 'und', rules = '&a < g')",
    finds: [
      behaves('collation:depot.loose#rules', 'collation depot.loose has no rules in base and has rules &a < g in live'),
    ],
  },
  {
    id: 'collation.comment',
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: "COMMENT ON COLLATION depot.loose IS 'no case'",
    finds: [
      unmanaged(
        'collation:depot.loose#comment',
        'collation depot.loose has no comment in base and has comment “no case” in live',
      ),
    ],
  },
  {
    id: 'collation.owner',
    given: "CREATE COLLATION depot.loose (locale = 'C')",
    sql: 'ALTER COLLATION depot.loose OWNER TO regatta_steward',
    finds: [
      unmanaged(
        'collation:depot.loose#owner',
        'collation depot.loose has owner postgres in base and has owner regatta_steward in live',
      ),
    ],
  },
];
