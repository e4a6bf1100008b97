import { defineQuery, since } from './query.ts';

export interface RoleRow {
  readonly oid: number;
  readonly name: string;
  readonly superuser: boolean;
  readonly create_db: boolean;
  readonly create_role: boolean;
  readonly inherit: boolean;
  readonly login: boolean;
  readonly replication: boolean;
  readonly bypass_rls: boolean;
  readonly connection_limit: number;
  readonly valid_until: string | null;
  /** For all databases. */
  readonly config: readonly string[] | null;
}

/** Every role, the server's own (`pg_…`) too: they own things and are granted to others. */
export const rolesQuery = defineQuery<RoleRow>(
  'roles',
  () => `select oid, rolname as name, rolsuper as superuser, rolcreatedb as create_db, rolcreaterole as create_role,
  rolinherit as inherit, rolcanlogin as login, rolreplication as replication, rolbypassrls as bypass_rls,
  rolconnlimit as connection_limit, rolvaliduntil::text as valid_until, rolconfig as config
from pg_roles`,
);

export interface MembershipRow {
  readonly role: number;
  readonly member: number;
  readonly admin: boolean;
  /** Null before PostgreSQL 16, where it follows the member. */
  readonly inherit: boolean | null;
  readonly set: boolean | null;
}

export const membershipsQuery = defineQuery<MembershipRow>(
  'role memberships',
  (target) => `select roleid as role, member, bool_or(admin_option) as admin,
  ${since(target, 16, 'bool_or(inherit_option)', 'null::boolean')} as inherit,
  ${since(target, 16, 'bool_or(set_option)', 'null::boolean')} as set
from pg_auth_members group by roleid, member`,
);
