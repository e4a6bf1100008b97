import { aclText, defineQuery, IN_USER_SCHEMA } from './query.ts';

export interface SchemaRow {
  readonly oid: number;
  readonly name: string;
  readonly owner: number;
  readonly acl: string | null;
  /** What `initdb` granted (schema `public`): the default that a difference is taken from. */
  readonly initial: string | null;
}

export const schemasQuery = defineQuery<SchemaRow>(
  'schemas',
  () => `select n.oid, n.nspname as name, n.nspowner as owner, ${aclText('n.nspacl')} as acl,
  ${aclText('p.initprivs')} as initial
from pg_namespace n
left join pg_init_privs p on p.classoid = 'pg_namespace'::regclass and p.objoid = n.oid and p.privtype = 'i'
where ${IN_USER_SCHEMA}`,
);

export interface ExtensionRow {
  readonly oid: number;
  readonly name: string;
  readonly schema: string;
  readonly version: string;
}

/** Without plpgsql, which every new database has. */
export const extensionsQuery = defineQuery<ExtensionRow>(
  'extensions',
  () => `select e.oid, e.extname as name, n.nspname as schema, e.extversion as version
from pg_extension e join pg_namespace n on n.oid = e.extnamespace
where e.extname <> 'plpgsql'`,
);

export interface ExtensionMemberRow {
  /** The catalog the object is in: `pg_class`, `pg_proc`, `pg_type` … */
  readonly class: string;
  readonly oid: number;
  readonly extension: string;
}

export const extensionMembersQuery = defineQuery<ExtensionMemberRow>(
  'objects of extensions',
  () => `select d.classid::regclass::text as class, d.objid as oid, e.extname as extension
from pg_depend d join pg_extension e on e.oid = d.refobjid
where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.extname <> 'plpgsql'
  and d.classid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_namespace'::regclass,
    'pg_event_trigger'::regclass)`,
);
