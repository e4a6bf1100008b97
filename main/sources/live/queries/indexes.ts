import { defineQuery, IN_USER_SCHEMA, packFlags, since } from './query.ts';

export interface IndexRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly method: number;
  /** The bits of {@link INDEX_FLAGS}. */
  readonly flags: number;
  /**
   * Four lists and a number, separated by semicolons: attribute numbers (0 for an expression), operator classes,
   * collations, order (bit 1: DESC; bit 2: NULLS FIRST), and how many of the columns are keys; the others are INCLUDE.
   * One text, since few differ: each is taken apart once.
   */
  readonly keys: string;
  readonly predicate: string | null;
  readonly options: readonly string[] | null;
  readonly tablespace: number | null;
}

export const INDEX_FLAGS = {
  unique: 1,
  nullsNotDistinct: 2,
  valid: 4,
  clustered: 8,
  replicaIdentity: 16,
} as const;

export const indexesQuery = defineQuery<IndexRow>('indexes', (target) => {
  const flags = packFlags(INDEX_FLAGS, {
    unique: 'x.indisunique',
    nullsNotDistinct: since(target, 15, 'x.indnullsnotdistinct', 'false'),
    valid: 'x.indisvalid',
    clustered: 'x.indisclustered',
    replicaIdentity: 'x.indisreplident',
  });
  return `select x.indexrelid as oid, x.indrelid as relation, c.relname as name, c.relam as method, ${flags} as flags,
  concat_ws(';', x.indkey, x.indclass, x.indcollation, x.indoption, x.indnkeyatts) as keys,
  case when x.indpred is not null then pg_get_expr(x.indpred, x.indrelid) end as predicate,
  c.reloptions as options, nullif(c.reltablespace, 0) as tablespace
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
where ${IN_USER_SCHEMA}`;
});

export interface IndexExpressionRow {
  readonly index: number;
  /** 1-based. */
  readonly position: number;
  readonly expression: string | null;
  /** The whole CREATE INDEX, where the collation of an expression shows. */
  readonly definition: string | null;
}

export const indexExpressionsQuery = defineQuery<IndexExpressionRow>(
  'index expressions',
  () => `select x.indexrelid as index, k.position::int as position,
  pg_get_indexdef(x.indexrelid, k.position::int, false) as expression, pg_get_indexdef(x.indexrelid) as definition
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
cross join lateral unnest(x.indkey::int2[]) with ordinality as k (number, position)
where x.indexprs is not null and k.number = 0 and ${IN_USER_SCHEMA}`,
);

export interface IndexColumnOptionsRow {
  readonly index: number;
  readonly position: number;
  readonly options: readonly string[];
}

/** Parameters of operator classes: `gist (a tsvector_ops (siglen = 100))`. No class of btree or hash takes any. */
export const indexColumnOptionsQuery = defineQuery<IndexColumnOptionsRow>(
  'operator class parameters',
  () => `select a.attrelid as index, a.attnum as position, a.attoptions as options
from pg_class c
join pg_attribute a on a.attrelid = c.oid
where c.relkind in ('i', 'I') and c.relam in (select oid from pg_am where amname not in ('btree', 'hash'))
  and a.attoptions is not null`,
);

export interface IndexStatisticsRow {
  readonly index: number;
  readonly position: number;
  readonly target: number;
}

/** Only expressions can have a target of their own. */
export const indexStatisticsQuery = defineQuery<IndexStatisticsRow>(
  'statistics targets of indexes',
  () => `select x.indexrelid as index, a.attnum as position, a.attstattarget as target
from pg_index x
join pg_attribute a on a.attrelid = x.indexrelid
where x.indexprs is not null and a.attstattarget >= 0`,
);

export interface OperatorClassRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly method: number;
  readonly default: boolean;
  readonly type: number;
}

/** Of the methods that indexes have. */
export const operatorClassesQuery = defineQuery<OperatorClassRow>(
  'operator classes',
  () => `select o.oid, o.opcname as name, n.nspname as schema, o.opcmethod as method, o.opcdefault as default,
  o.opcintype as type
from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace
where o.opcmethod in (select relam from pg_class where relkind in ('i', 'I'))`,
);

export interface NamedRow {
  readonly oid: number;
  readonly name: string;
}

export const accessMethodsQuery = defineQuery<NamedRow>(
  'access methods',
  () => `select oid, amname as name from pg_am`,
);

export const tablespacesQuery = defineQuery<NamedRow>(
  'tablespaces',
  () => `select oid, spcname as name from pg_tablespace`,
);

export interface CollationRow {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
}

/** Those that something has: a server knows hundreds. Columns of indexes are attributes, too. */
export const collationsQuery = defineQuery<CollationRow>(
  'collations',
  () => `select c.oid, n.nspname as schema, c.collname as name
from pg_collation c join pg_namespace n on n.oid = c.collnamespace
where c.oid in (select attcollation from pg_attribute where attcollation <> 0)
  or c.oid in (select typcollation from pg_type where typcollation <> 0)
  or c.oid in (select rngcollation from pg_range where rngcollation <> 0)`,
);
