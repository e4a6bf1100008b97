import { aclText, defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface ColumnRow {
  readonly relation: number;
  /** `attnum`: with gaps where columns were dropped. */
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly type_id: number;
  /** {@link NOT_NULL} and {@link INHERITED}. */
  readonly flags: number;
  /** Only where one of {@link ColumnDetails} is not what it usually is: a JSON array of them, in their order. */
  readonly details: string | null;
}

export const NOT_NULL = 1;
export const INHERITED = 2;

/** What few columns have: sent apart, since every field of every column costs. */
export interface ColumnDetails {
  /** `null` where it is the type's own. */
  readonly collation: number | null;
  readonly identity: 'a' | 'd' | null;
  readonly generated: 's' | 'v' | null;
  /** `null` where it is the type's own. */
  readonly storage: 'p' | 'e' | 'x' | 'm' | null;
  readonly compression: 'p' | 'l' | null;
  readonly statisticsTarget: number | null;
  readonly options: readonly string[] | null;
  readonly foreignOptions: readonly string[] | null;
  readonly acl: string | null;
}

export const columnsQuery = defineQuery<ColumnRow>('columns', (target) => {
  const compression = since(target, 14, `nullif(a.attcompression, '')`, 'null::"char"');
  return `select a.attrelid as relation, a.attnum as number, a.attname as name,
  format_type(a.atttypid, a.atttypmod) as type, a.atttypid as type_id,
  a.attnotnull::int * ${NOT_NULL} + (not a.attislocal)::int * ${INHERITED} as flags,
  case when a.attcollation <> t.typcollation or a.attidentity <> '' or a.attgenerated <> ''
    or a.attstorage <> t.typstorage or ${compression} is not null or a.attstattarget <> -1
    or a.attoptions is not null or a.attfdwoptions is not null or a.attacl is not null
  then json_build_array(nullif(a.attcollation, t.typcollation)::bigint, nullif(a.attidentity, ''),
    nullif(a.attgenerated, ''), case when a.attstorage <> t.typstorage then a.attstorage end, ${compression},
    nullif(a.attstattarget, -1), a.attoptions, a.attfdwoptions, ${aclText('a.attacl')})::text end as details
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm', 'c') and ${IN_USER_SCHEMA}`;
});

export interface DefaultRow {
  readonly relation: number;
  readonly number: number;
  readonly expression: string | null;
}

/** A default names no column, so it is printed without looking its table up, which takes most of the time. */
export const defaultsQuery = defineQuery<DefaultRow>(
  'column defaults',
  () => `select d.adrelid as relation, d.adnum as number, pg_get_expr(d.adbin, 0) as expression
from pg_attrdef d
where not exists (select from pg_attribute a
  where a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated <> '')`,
);

export const generationsQuery = defineQuery<DefaultRow>(
  'expressions of generated columns',
  () => `select d.adrelid as relation, d.adnum as number, pg_get_expr(d.adbin, d.adrelid) as expression
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
where a.attgenerated <> ''`,
);

export interface NotNullRow {
  readonly relation: number;
  readonly number: number;
  readonly name: string;
  readonly validated: boolean;
  readonly no_inherit: boolean;
  /** That a partition has it from its parent, under another name. */
  readonly inherited: boolean;
}

/**
 * NOT NULL constraints (PostgreSQL 18) that say more than the column's flag does: not those that are as the server makes them, nor
 * those that a parent gave. A partition that was attached keeps its own name for what it has from its parent.
 */
export const notNullsQuery = defineQuery<NotNullRow>('NOT NULL constraints', (target) =>
  since(
    target,
    18,
    `select k.conrelid as relation, a.attnum as number, k.conname as name, k.convalidated as validated,
  k.connoinherit as no_inherit, c.relispartition and k.coninhcount > 0 as inherited
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
where k.contype = 'n' and case
  when c.relispartition and k.coninhcount > 0 then not exists (select from pg_inherits i
    join pg_constraint pk on pk.conrelid = i.inhparent and pk.contype = 'n'
    join pg_attribute pa on pa.attrelid = i.inhparent and pa.attnum = pk.conkey[1]
    where i.inhrelid = k.conrelid and pa.attname = a.attname and pk.conname = k.conname)
  else k.conislocal
    and (not k.convalidated or k.connoinherit or k.conname <> c.relname || '_' || a.attname || '_not_null')
  end`,
    `select 0::oid as relation, 0::int2 as number, null as name, true as validated, false as no_inherit,
  false as inherited where false`,
  ),
);

export interface TypeCollationRow {
  readonly type: number;
  readonly collation: number;
}

/** Types whose collation is neither none nor the database's default. */
export const typeCollationsQuery = defineQuery<TypeCollationRow>(
  'collations of types',
  () => `select oid as type, typcollation as collation from pg_type where typcollation not in (0, 100)`,
);
