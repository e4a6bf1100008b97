import { IN_USER_SCHEMA, type QueryTarget } from './query.ts';

/** Objects that a running server made; those of `initdb` have lower numbers. Source: `access/transam.h`. */
export const FIRST_NORMAL_OID = 16384;

function isOfExtension(catalog: string, oid: string): string {
  return `exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;
}

/** Where what was granted is not what `initdb` or the extension's script left. */
function changedPrivileges(catalog: string, alias: string, acl: string): string {
  return `left join pg_init_privs i on i.classoid = '${catalog}'::regclass and i.objoid = ${alias}.oid and i.objsubid = 0
where ${alias}.${acl} is distinct from i.initprivs and (i.initprivs is not null or ${alias}.${acl} is not null)`;
}

const PRIVILEGES: readonly string[] = [
  ['pg_class', 'c', 'relacl', 'relnamespace', 'c.relname::text'],
  ['pg_proc', 'p', 'proacl', 'pronamespace', `format('%s(%s)', p.proname, oidvectortypes(p.proargtypes))`],
].flatMap(([catalog = '', alias = '', acl = '', namespace = '', name = '']) => [
  `select 'privileges of an extension''s object', n.nspname::text, ${name}
from ${catalog} ${alias} join pg_namespace n on n.oid = ${alias}.${namespace} ${changedPrivileges(catalog, alias, acl)}
  and ${alias}.oid >= ${FIRST_NORMAL_OID} and ${isOfExtension(catalog, `${alias}.oid`)}`,
  `select 'privileges of a system object', n.nspname::text, ${name}
from ${catalog} ${alias} join pg_namespace n on n.oid = ${alias}.${namespace} ${changedPrivileges(catalog, alias, acl)}
  and ${alias}.oid < ${FIRST_NORMAL_OID} and n.nspname = 'pg_catalog'`,
]);

const OTHER_PRIVILEGES = [
  `select 'privileges of a language', null, l.lanname::text from pg_language l ${changedPrivileges('pg_language', 'l', 'lanacl')}`,
  `select 'privileges of a foreign-data wrapper', null, w.fdwname::text
from pg_foreign_data_wrapper w ${changedPrivileges('pg_foreign_data_wrapper', 'w', 'fdwacl')}`,
  `select 'privileges of a foreign server', null, srvname::text from pg_foreign_server where srvacl is not null`,
  `select 'privileges of a tablespace', null, spcname::text from pg_tablespace where spcacl is not null`,
];

const PARAMETERS = `select 'privileges of a parameter', null, parname from pg_parameter_acl`;

/** Comments on what has no object of its own in the catalog. */
const COMMENTS = [
  `select 'comment', null, pg_describe_object(d.classoid, d.objoid, d.objsubid)
from pg_description d
left join pg_class c on d.classoid = 'pg_class'::regclass and c.oid = d.objoid
left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid
left join pg_type t on d.classoid = 'pg_type'::regclass and t.oid = d.objoid
where d.objoid >= ${FIRST_NORMAL_OID} and case d.classoid
  when 'pg_class'::regclass then case c.relkind
    when 'S' then exists (select from pg_depend s where s.classid = d.classoid and s.objid = d.objoid and s.deptype = 'i')
    when 'i' then exists (select from pg_constraint o where o.conindid = c.oid and o.contype in ('p', 'u', 'x'))
    when 'I' then exists (select from pg_constraint o where o.conindid = c.oid and o.contype in ('p', 'u', 'x'))
    else c.relkind not in ('r', 'p', 'f', 'v', 'm', 'c') end
  when 'pg_constraint'::regclass then k.contype not in ('p', 'u', 'f', 'c', 'x')
  when 'pg_type'::regclass then t.typtype not in ('e', 'd', 'r', 'c')
  else d.classoid not in ('pg_proc'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass,
    'pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_event_trigger'::regclass, 'pg_publication'::regclass,
    'pg_collation'::regclass, 'pg_statistic_ext'::regclass)
  end and not exists (
    select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e'
  )`,
  // The databases that initdb makes have comments of their own.
  `select 'comment', null, 'database ' || b.datname
from pg_shdescription d join pg_database b on b.oid = d.objoid
where d.classoid = 'pg_database'::regclass and b.datname = current_database()
  and d.description not in ('default administrative connection database', 'default template for new databases')`,
];

const STATES = [
  `select 'dependency on an extension', null, format('%s on %s', pg_describe_object(d.classid, d.objid, d.objsubid), e.extname)
from pg_depend d join pg_extension e on e.oid = d.refobjid
where d.refclassid = 'pg_extension'::regclass and d.deptype = 'x'`,
  // ALTER TABLE … DISABLE TRIGGER ALL turns foreign keys off.
  `select distinct 'state of a constraint''s trigger', n.nspname::text, format('%s.%s', c.relname, k.conname)
from pg_trigger t
join pg_constraint k on k.oid = t.tgconstraint
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
where t.tgisinternal and t.tgenabled <> 'O' and k.contype <> 't' and ${IN_USER_SCHEMA}`,
  `select 'column setting of a materialized view', n.nspname::text, format('%s.%s', c.relname, a.attname)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid
join pg_type t on t.oid = a.atttypid
where c.relkind = 'm' and a.attnum > 0 and ${IN_USER_SCHEMA}
  and (a.attstattarget >= 0 or a.attstorage <> t.typstorage or a.attoptions is not null)`,
  `select 'object in a system schema', n.nspname::text, c.relname::text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid >= ${FIRST_NORMAL_OID} and n.nspname in ('pg_catalog', 'information_schema')
  and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and not ${isOfExtension('pg_class', 'c.oid')}`,
  `select 'object in a system schema', n.nspname::text, format('%s(%s)', p.proname, oidvectortypes(p.proargtypes))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.oid >= ${FIRST_NORMAL_OID} and n.nspname in ('pg_catalog', 'information_schema')
  and not ${isOfExtension('pg_proc', 'p.oid')}`,
  ...(
    [
      ['trigger', 'pg_trigger', 'tgrelid', 'tgname', 'not x.tgisinternal'],
      ['policy', 'pg_policy', 'polrelid', 'polname', 'true'],
    ] as const
  ).map(
    ([what, catalog, relation, name, where]) => `select '${what} on a table of an extension', n.nspname::text,
  format('%s.%s', c.relname, x.${name})
from ${catalog} x join pg_class c on c.oid = x.${relation} join pg_namespace n on n.oid = c.relnamespace
where ${where} and ${isOfExtension('pg_class', 'c.oid')} and not ${isOfExtension(catalog, 'x.oid')}`,
  ),
];

const DETACHED = `select 'partition being detached', n.nspname::text, c.relname::text
from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_namespace n on n.oid = c.relnamespace
where i.inhdetachpending`;

const IDENTITY_PERSISTENCE = `select 'persistence of an identity sequence', n.nspname::text, s.relname::text
from pg_class s
join pg_namespace n on n.oid = s.relnamespace
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = s.oid and d.deptype = 'i'
  and d.refclassid = 'pg_class'::regclass
join pg_class c on c.oid = d.refobjid
where s.relkind = 'S' and s.relpersistence <> c.relpersistence and ${IN_USER_SCHEMA}`;

const DOMAIN_NOT_NULLS = `select 'NOT NULL constraint of a domain', n.nspname::text, format('%s %s', t.typname, k.conname)
from pg_constraint k join pg_type t on t.oid = k.contypid join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'n' and k.conname <> t.typname || '_not_null' and ${IN_USER_SCHEMA}`;

/** Settings, states, comments and privileges that the catalog's objects have no attribute for. */
export function unmodelledParts({ major }: QueryTarget): readonly string[] {
  return [
    ...PRIVILEGES,
    ...OTHER_PRIVILEGES,
    ...COMMENTS,
    ...STATES,
    ...(major >= 14 ? [DETACHED] : []),
    ...(major >= 15 ? [PARAMETERS, IDENTITY_PERSISTENCE] : []),
    ...(major >= 17 ? [DOMAIN_NOT_NULLS] : []),
  ];
}
