import { aclText, defineQuery } from './query.ts';

/** The classes of `acldefault`: relation, sequence, function, type, schema, large object. */
export type AclClass = 'r' | 's' | 'f' | 'T' | 'n' | 'L';

export interface AclDefaultRow {
  readonly class: AclClass;
  /** For the bootstrap superuser (OID 10); the same letters hold for every owner. */
  readonly acl: string;
}

export const aclDefaultsQuery = defineQuery<AclDefaultRow>(
  'default access lists',
  () => `select k as class, ${aclText('acldefault(k::"char", 10)')} as acl
from unnest(array['r', 's', 'f', 'T', 'n', 'L']) as k`,
);

export interface DefaultPrivilegeRow {
  readonly oid: number;
  readonly role: number;
  /** Null for all schemas. */
  readonly schema: string | null;
  readonly type: 'r' | 'S' | 'f' | 'T' | 'n' | 'L';
  readonly acl: string;
}

export const defaultPrivilegesQuery = defineQuery<DefaultPrivilegeRow>(
  'default privileges',
  () => `select d.oid, d.defaclrole as role, n.nspname as schema, d.defaclobjtype as type,
  ${aclText('d.defaclacl')} as acl
from pg_default_acl d left join pg_namespace n on n.oid = d.defaclnamespace`,
);
