import { aclText, defineQuery, IN_USER_SCHEMA, since } from './query.ts';

export interface TypeRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly owner: number;
  readonly acl: string | null;
  /** `e`num, `d`omain, `r`ange, `c`omposite. */
  readonly type: 'e' | 'd' | 'r' | 'c';
  /** Composite types: their `pg_class` row. */
  readonly relation: number;
  /** Domains only, from here on. */
  readonly base: string | null;
  readonly collation: number | null;
  readonly default: string | null;
  readonly not_null: boolean;
}

export const typesQuery = defineQuery<TypeRow>(
  'types',
  () => `select t.oid, t.typname as name, t.typnamespace as schema, t.typowner as owner, ${aclText('t.typacl')} as acl,
  t.typtype as type, t.typrelid as relation, t.typnotnull as not_null,
  case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end as base,
  case when t.typtype = 'd' then nullif(t.typcollation, b.typcollation) end as collation,
  pg_get_expr(t.typdefaultbin, 0) as default
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
left join pg_class c on c.oid = t.typrelid
left join pg_type b on b.oid = t.typbasetype
where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c') and ${IN_USER_SCHEMA}`,
);

export interface EnumLabelRow {
  readonly type: number;
  readonly position: number;
  readonly label: string;
}

export const enumLabelsQuery = defineQuery<EnumLabelRow>(
  'enum labels',
  () => `select enumtypid as type, enumsortorder as position, enumlabel as label from pg_enum`,
);

export interface RangeRow {
  readonly type: number;
  readonly subtype: string;
  readonly operator_class: string | null;
  readonly collation: number | null;
  readonly canonical: string | null;
  readonly subtype_diff: string | null;
  readonly multirange: string | null;
}

export const rangesQuery = defineQuery<RangeRow>(
  'range types',
  (target) => `select r.rngtypid as type, format_type(r.rngsubtype, null) as subtype,
  case when not o.opcdefault then quote_ident(os.nspname) || '.' || quote_ident(o.opcname) end as operator_class,
  nullif(r.rngcollation, s.typcollation) as collation,
  nullif(r.rngcanonical, 0)::regproc::text as canonical, nullif(r.rngsubdiff, 0)::regproc::text as subtype_diff,
  ${since(target, 14, `quote_ident(mn.nspname) || '.' || quote_ident(m.typname)`, 'null::text')} as multirange
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
join pg_type s on s.oid = r.rngsubtype
join pg_opclass o on o.oid = r.rngsubopc
join pg_namespace os on os.oid = o.opcnamespace
${since(target, 14, 'join pg_type m on m.oid = r.rngmultitypid join pg_namespace mn on mn.oid = m.typnamespace', '')}
where ${IN_USER_SCHEMA}`,
);
