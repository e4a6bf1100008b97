import { defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface IndexRow {
  readonly oid: number;
  readonly relation: number;
  readonly name: string;
  readonly method: number;
  readonly unique: boolean;
  readonly nulls_not_distinct: boolean;
  readonly valid: boolean;
  readonly clustered: boolean;
  readonly replica_identity: boolean;
  readonly partition: boolean;
  /** `1 0 3`: attribute numbers, 0 for an expression; the first `key_count` are keys, the others INCLUDE. */
  readonly columns: string;
  readonly key_count: number;
  readonly operator_classes: string;
  readonly collations: string;
  /** Bit 1: DESC; bit 2: NULLS FIRST. */
  readonly flags: string;
  readonly predicate: string | null;
  readonly options: readonly string[] | null;
  readonly tablespace: number;
}

export const indexesQuery = defineQuery<IndexRow>(
  'indexes',
  (target) => `select x.indexrelid as oid, x.indrelid as relation, c.relname as name, c.relam as method,
  x.indisunique as unique, ${since(target, 15, 'x.indnullsnotdistinct', 'false')} as nulls_not_distinct,
  x.indisvalid as valid, x.indisclustered as clustered, x.indisreplident as replica_identity,
  c.relispartition as partition, x.indkey::text as columns, x.indnkeyatts as key_count,
  x.indclass::text as operator_classes, x.indcollation::text as collations, x.indoption::text as flags,
  case when x.indpred is not null then pg_get_expr(x.indpred, x.indrelid) end as predicate,
  c.reloptions as options, c.reltablespace as tablespace
from pg_index x
join pg_class c on c.oid = x.indexrelid
join pg_namespace n on n.oid = c.relnamespace
where ${IN_USER_SCHEMA}`,
);

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

/** Parameters of operator classes: `gist (a tsvector_ops (siglen = 100))`. */
export const indexColumnOptionsQuery = defineQuery<IndexColumnOptionsRow>(
  'operator class parameters',
  () => `select a.attrelid as index, a.attnum as position, a.attoptions as options
from pg_attribute a join pg_class c on c.oid = a.attrelid
where a.attoptions is not null and c.relkind in ('i', 'I')`,
);

export interface OperatorClassRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly method: number;
  readonly default: boolean;
  readonly type: number;
}

export const operatorClassesQuery = defineQuery<OperatorClassRow>(
  'operator classes',
  () => `select o.oid, o.opcname as name, n.nspname as schema, o.opcmethod as method, o.opcdefault as default,
  o.opcintype as type
from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace`,
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

export const collationsQuery = defineQuery<CollationRow>(
  'collations',
  () => `select c.oid, n.nspname as schema, c.collname as name
from pg_collation c join pg_namespace n on n.oid = c.collnamespace`,
);
