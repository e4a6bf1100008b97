import { type Catalog, lookupOf, objectId, type Role } from '#app/catalog';

/** A role whose rights another one has, and by which memberships, itself first. */
export interface ActingRole {
  readonly name: string;
  /** `['app_user', 'staff']`: app_user is a member of staff. One name where it is the role itself. */
  readonly through: readonly string[];
}

/**
 * Every role whose rights a role has without SET ROLE, itself first, nearest next: memberships that inherit, on and on. Before
 * PostgreSQL 16 inheriting follows the member. PUBLIC is not among them: everybody is in it.
 * Source: `has_privs_of_role` (src/backend/utils/adt/acl.c), which policies, grants and ownership go by.
 */
export function actingRoles(catalog: Catalog, role: string): readonly ActingRole[] {
  const found = new Map<string, ActingRole>([[role, { name: role, through: [role] }]]);
  // A map goes on over what is added meanwhile.
  for (const { name, through } of found.values()) {
    for (const membership of roleNamed(catalog, name)?.memberOf ?? []) {
      if (!membership.inherit || found.has(membership.role)) continue;
      found.set(membership.role, { name: membership.role, through: [...through, membership.role] });
    }
  }
  return [...found.values()];
}

/** `undefined` for a role that the source does not describe: code names roles and says nothing of them. */
export function roleNamed(catalog: Catalog, name: string): Role | undefined {
  const role = lookupOf(catalog).find(objectId('role', name));
  return role?.kind === 'role' ? role : undefined;
}
