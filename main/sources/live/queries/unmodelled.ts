import { defineQuery, IN_USER_SCHEMA } from './query.ts';
import { FIRST_NORMAL_OID, unmodelledParts } from './unmodelled-parts.ts';

export interface UnmodelledRow {
  readonly what: string;
  readonly schema: string | null;
  readonly name: string;
}

/** Objects with a schema of their own: catalog, prefix of its columns' names, what PostgreSQL calls them. */
const IN_SCHEMAS = [
  ['pg_opclass', 'opc', 'operator class'],
  ['pg_opfamily', 'opf', 'operator family'],
  ['pg_conversion', 'con', 'conversion'],
  ['pg_ts_config', 'cfg', 'text search configuration'],
  ['pg_ts_dict', 'dict', 'text search dictionary'],
  ['pg_ts_parser', 'prs', 'text search parser'],
  ['pg_ts_template', 'tmpl', 'text search template'],
] as const;

/** Database-wide objects; the server's own have an OID below the first that a running server gives out. */
const FIRST_UNPINNED_OID = 12000;

/** An object that may be somebody's own: the catalog it is in, its OID, its schema's OID or null, its name and what it is. */
function candidate(what: string, catalog: string, namespace: string, name: string, rest: string): string {
  return `select ${what} as what, '${catalog}'::regclass as catalog, o.oid, ${namespace} as namespace, ${name} as name from ${catalog} o ${rest}`;
}

/** What a running server made: a schema of a user's can hold nothing else. */
const OWN = `o.oid >= ${FIRST_NORMAL_OID}`;

const CANDIDATES = [
  ...IN_SCHEMAS.map(([catalog, prefix, what]) =>
    candidate(`'${what}'`, catalog, `o.${prefix}namespace`, `o.${prefix}name::text`, `where ${OWN}`),
  ),
  candidate(
    `'operator'`,
    'pg_operator',
    'o.oprnamespace',
    `format('%s (%s, %s)', o.oprname, format_type(nullif(o.oprleft, 0), null), format_type(nullif(o.oprright, 0), null))`,
    `where ${OWN}`,
  ),
  // An array type is made with its element type.
  candidate(
    `case o.typtype when 'b' then 'base type' else 'shell type' end`,
    'pg_type',
    'o.typnamespace',
    'o.typname::text',
    `where ${OWN} and (o.typtype = 'p' or o.typtype = 'b' and o.oid not in (select typarray from pg_type))`,
  ),
  candidate(
    `'cast'`,
    'pg_cast',
    'null::oid',
    `format('%s as %s', format_type(o.castsource, null), format_type(o.casttarget, null))`,
    `where o.oid >= ${FIRST_UNPINNED_OID}`,
  ),
  candidate(
    `'language'`,
    'pg_language',
    'null::oid',
    'o.lanname::text',
    `where o.lanname not in ('internal', 'c', 'sql', 'plpgsql')`,
  ),
  candidate(`'access method'`, 'pg_am', 'null::oid', 'o.amname::text', `where o.oid >= ${FIRST_UNPINNED_OID}`),
  candidate(
    `'transform'`,
    'pg_transform',
    'null::oid',
    `format('%s for %s', l.lanname, format_type(o.trftype, null))`,
    'join pg_language l on l.oid = o.trflang',
  ),
  candidate(`'foreign-data wrapper'`, 'pg_foreign_data_wrapper', 'null::oid', 'o.fdwname::text', ''),
  candidate(`'foreign server'`, 'pg_foreign_server', 'null::oid', 'o.srvname::text', ''),
];

/**
 * Those that neither an extension nor another object (a range type's casts) owns. Asked of all catalogs together: planning
 * the same two joins for each of them took longer than looking.
 */
const OBJECTS = `select o.what, n.nspname::text as schema, o.name
from (${CANDIDATES.join('\nunion all\n')} offset 0) o left join pg_namespace n on n.oid = o.namespace
where (o.namespace is null or ${IN_USER_SCHEMA}) and not exists (
  select from pg_depend d where d.classid = o.catalog and d.objid = o.oid and d.deptype in ('e', 'i')
)`;

const SELECTS = [
  OBJECTS,
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
