import { aclText, defineQuery, IN_USER_SCHEMA } from './query.ts';

/** `r` table, `p` partitioned, `f` foreign, `v` view, `m` materialized view, `c` composite type, `S` sequence. */
export type RelationKind = 'r' | 'p' | 'f' | 'v' | 'm' | 'c' | 'S';

export interface RelationRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: number;
  readonly kind: RelationKind;
  readonly owner: number;
  readonly acl: string | null;
  readonly persistence: 'p' | 'u';
  readonly row_security: boolean;
  readonly force_row_security: boolean;
  readonly replica_identity: 'd' | 'n' | 'f' | 'i';
  readonly populated: boolean;
  readonly access_method: number;
  readonly tablespace: number;
  readonly options: readonly string[] | null;
  readonly toast_options: readonly string[] | null;
  readonly partition_bound: string | null;
  readonly partition_key: string | null;
  /** The composite type of a typed table. */
  readonly of_type: number | null;
}

export const relationsQuery = defineQuery<RelationRow>(
  'tables, views and sequences',
  () => `select c.oid, c.relname as name, c.relnamespace as schema, c.relkind as kind, c.relowner as owner,
  ${aclText('c.relacl')} as acl, c.relpersistence as persistence, c.relrowsecurity as row_security,
  c.relforcerowsecurity as force_row_security, c.relreplident as replica_identity, c.relispopulated as populated,
  c.relam as access_method, c.reltablespace as tablespace, c.reloptions as options, toast.reloptions as toast_options,
  case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as partition_bound,
  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as partition_key, nullif(c.reloftype, 0) as of_type
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class toast on toast.oid = c.reltoastrelid
where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c', 'S') and ${IN_USER_SCHEMA}`,
);

export interface InheritsRow {
  readonly child: number;
  readonly parent: number;
  readonly position: number;
}

/** Of tables and of indexes. */
export const inheritsQuery = defineQuery<InheritsRow>(
  'inheritance and partitions',
  () => `select inhrelid as child, inhparent as parent, inhseqno as position from pg_inherits`,
);

export interface ForeignTableRow {
  readonly relation: number;
  readonly server: string;
  readonly options: readonly string[] | null;
}

export const foreignTablesQuery = defineQuery<ForeignTableRow>(
  'foreign tables',
  () => `select t.ftrelid as relation, s.srvname as server, t.ftoptions as options
from pg_foreign_table t join pg_foreign_server s on s.oid = t.ftserver`,
);

export interface ViewRow {
  readonly relation: number;
  readonly definition: string | null;
}

export const viewsQuery = defineQuery<ViewRow>(
  'view definitions',
  () => `select c.oid as relation, pg_get_viewdef(c.oid) as definition
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'm') and ${IN_USER_SCHEMA}`,
);

export interface SequenceRow {
  readonly relation: number;
  readonly type: 'smallint' | 'integer' | 'bigint';
  readonly start: string;
  readonly min: string;
  readonly max: string;
  readonly increment: string;
  readonly cache: string;
  readonly cycle: boolean;
  readonly owner_relation: number | null;
  readonly owner_column: number | null;
  /** `i` where it is an identity column's own. */
  readonly dependency: 'a' | 'i' | null;
}

export const sequencesQuery = defineQuery<SequenceRow>(
  'sequences',
  () => `select s.seqrelid as relation, format_type(s.seqtypid, null) as type, s.seqstart::text as start,
  s.seqmin::text as min, s.seqmax::text as max, s.seqincrement::text as increment, s.seqcache::text as cache,
  s.seqcycle as cycle, d.refobjid as owner_relation, d.refobjsubid as owner_column, d.deptype as dependency
from pg_sequence s
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.seqrelid and d.objsubid = 0
  and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')`,
);
