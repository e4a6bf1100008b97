import { aclText, defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface ColumnRow {
  readonly relation: number;
  /** `attnum`: with gaps where columns were dropped. */
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly type_id: number;
  readonly not_null: boolean;
  readonly collation: number | null;
  /** What the column sorts by, its own or its type's. */
  readonly effective_collation: number;
  readonly identity: 'a' | 'd' | null;
  readonly generated: 's' | 'v' | null;
  readonly storage: 'p' | 'e' | 'x' | 'm' | null;
  readonly compression: 'p' | 'l' | null;
  readonly statistics_target: number | null;
  readonly options: readonly string[] | null;
  readonly foreign_options: readonly string[] | null;
  readonly local: boolean;
  readonly acl: string | null;
}

export const columnsQuery = defineQuery<ColumnRow>(
  'columns',
  (target) => `select a.attrelid as relation, a.attnum as number, a.attname as name,
  format_type(a.atttypid, a.atttypmod) as type, a.atttypid as type_id, a.attnotnull as not_null,
  nullif(a.attcollation, t.typcollation) as collation, a.attcollation as effective_collation,
  nullif(a.attidentity, '') as identity, nullif(a.attgenerated, '') as generated,
  case when a.attstorage <> t.typstorage then a.attstorage end as storage,
  ${since(target, 14, `nullif(a.attcompression, '')`, 'null::"char"')} as compression,
  nullif(a.attstattarget, -1) as statistics_target, a.attoptions as options, a.attfdwoptions as foreign_options,
  a.attislocal as local, ${aclText('a.attacl')} as acl
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c') and ${IN_USER_SCHEMA}`,
);

export interface DefaultRow {
  readonly relation: number;
  readonly number: number;
  readonly expression: string | null;
}

/** A default cannot name columns, so it is printed without looking its table up; a generation expression can. */
export const defaultsQuery = defineQuery<DefaultRow>(
  'column defaults',
  () => `select d.adrelid as relation, d.adnum as number,
  pg_get_expr(d.adbin, case when a.attgenerated = '' then 0 else d.adrelid end) as expression
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
join pg_class c on c.oid = d.adrelid
join pg_namespace n on n.oid = c.relnamespace
where ${IN_USER_SCHEMA}`,
);
