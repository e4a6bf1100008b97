import { defineQuery, IN_USER_SCHEMA } from './query.ts';
import { unmodelledParts } from './unmodelled-parts.ts';

export interface UnmodelledRow {
  readonly what: string;
  readonly schema: string | null;
  readonly name: string;
}

/** True of objects that neither an extension nor another object (a range type's casts) owns. */
function notOfExtension(catalog: string, oid: string): string {
  return `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype in ('e', 'i'))`;
}

/** Objects with a schema of their own: catalog, prefix of its columns' names, what PostgreSQL calls them. */
const IN_SCHEMAS = [
  ['pg_opclass', 'opc', 'operator class'],
  ['pg_opfamily', 'opf', 'operator family'],
  ['pg_conversion', 'con', 'conversion'],
  ['pg_collation', 'coll', 'collation'],
  ['pg_ts_config', 'cfg', 'text search configuration'],
  ['pg_ts_dict', 'dict', 'text search dictionary'],
  ['pg_ts_parser', 'prs', 'text search parser'],
  ['pg_ts_template', 'tmpl', 'text search template'],
  ['pg_statistic_ext', 'stx', 'statistics object'],
] as const;

/** Database-wide objects; the server's own have an OID below the first that a running server gives out. */
const FIRST_UNPINNED_OID = 12000;

const SELECTS = [
  ...IN_SCHEMAS.map(
    ([catalog, prefix, what]) => `select '${what}' as what, n.nspname::text as schema, o.${prefix}name::text as name
from ${catalog} o join pg_namespace n on n.oid = o.${prefix}namespace
where ${IN_USER_SCHEMA} and ${notOfExtension(catalog, 'o.oid')}`,
  ),
  `select 'operator', n.nspname::text, format('%s (%s, %s)', o.oprname, format_type(nullif(o.oprleft, 0), null),
  format_type(nullif(o.oprright, 0), null))
from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
where ${IN_USER_SCHEMA} and ${notOfExtension('pg_operator', 'o.oid')}`,
  // An array type is made with its element type.
  `select case t.typtype when 'b' then 'base type' else 'shell type' end, n.nspname::text, t.typname::text
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where (t.typtype = 'p' or t.typtype = 'b' and not exists (select from pg_type e where e.typarray = t.oid))
  and ${IN_USER_SCHEMA} and ${notOfExtension('pg_type', 't.oid')}`,
  `select 'cast', null, format('%s as %s', format_type(o.castsource, null), format_type(o.casttarget, null))
from pg_cast o where o.oid >= ${FIRST_UNPINNED_OID} and ${notOfExtension('pg_cast', 'o.oid')}`,
  `select 'language', null, o.lanname::text from pg_language o
where o.lanname not in ('internal', 'c', 'sql', 'plpgsql') and ${notOfExtension('pg_language', 'o.oid')}`,
  `select 'access method', null, o.amname::text from pg_am o
where o.oid >= ${FIRST_UNPINNED_OID} and ${notOfExtension('pg_am', 'o.oid')}`,
  `select 'transform', null, format('%s for %s', l.lanname, format_type(o.trftype, null))
from pg_transform o join pg_language l on l.oid = o.trflang where ${notOfExtension('pg_transform', 'o.oid')}`,
  `select 'foreign-data wrapper', null, o.fdwname::text from pg_foreign_data_wrapper o
where ${notOfExtension('pg_foreign_data_wrapper', 'o.oid')}`,
  `select 'foreign server', null, o.srvname::text from pg_foreign_server o
where ${notOfExtension('pg_foreign_server', 'o.oid')}`,
  `select 'user mapping', null, format('%s on %s', usename, srvname) from pg_user_mappings`,
  `select 'subscription', null, s.subname::text from pg_subscription s
join pg_database b on b.oid = s.subdbid where b.datname = current_database()`,
  `select 'security label', null, format('%s security labels', count(*)) from pg_seclabel having count(*) > 0`,
  `select 'large object', null, format('%s large objects', count(*)) from pg_largeobject_metadata having count(*) > 0`,
  `select 'privileges of the database', null, datname::text from pg_database
where datname = current_database() and datacl is not null`,
  `select 'setting of a role or database', null, format('%s: %s', coalesce(r.rolname, 'all roles'), split_part(c, '=', 1))
from pg_db_role_setting s left join pg_roles r on r.oid = s.setrole cross join lateral unnest(s.setconfig) as c
where s.setdatabase = 0 and s.setrole = 0 or s.setdatabase = (select oid from pg_database where datname = current_database())`,
];

export const unmodelledQuery = defineQuery<UnmodelledRow>('what the catalog has no words for', (target) =>
  [...SELECTS, ...unmodelledParts(target)].join('\nunion all\n'),
);
