import { type Catalog, lookupOf, type QualifiedName, type Table } from '#app/catalog';
import { entityName, isTenantColumn, isTenantRoot, type Tenancy, wordsOf } from '#app/coverage';

const USER_WORDS = ['user', 'profile', 'person', 'member', 'account', 'employee', 'staff', 'login', 'identity'];
const MEMBERSHIP_WORDS = ['membership', 'member', 'role', 'seat', 'participant', 'access', 'assignment'];

/** The tables with one row per person, the one most pointed at first; `users` before `profiles` where nothing is. */
export function findUserTables(catalog: Catalog, tenancy: Tenancy): readonly Table[] {
  const pointedAt = (table: Table) =>
    catalog.objects['foreign-key'].filter(
      ({ references }) => references.schema === table.schema && references.name === table.name,
    ).length;
  const rank = (table: Table) => USER_WORDS.indexOf(entityName(table.name).split('_').at(-1) ?? '');
  return catalog.objects.table
    .filter((table) => {
      const entity = entityName(table.name);
      // `team_members` says who belongs to a team; `members` alone may be the people themselves.
      const isPerson =
        USER_WORDS.includes(entity) || /^(app|auth|platform|tenant|company|organization|workspace)_user$/.test(entity);
      return isPerson && !isTenantRoot(tenancy, table) && hasOwnIdentity(catalog, table);
    })
    .sort((a, b) => rank(a) - rank(b) || pointedAt(b) - pointedAt(a));
}

/** A person's row has something a person signs in or is called with. */
function hasOwnIdentity(catalog: Catalog, table: Table): boolean {
  return lookupOf(catalog)
    .childrenOf(table.schema, table.name)
    .column.some(({ name }) =>
      /^(email|username|user_name|login|phone|auth_id|auth_user_id|clerk_id|full_name|display_name|password_hash)$/.test(
        wordsOf(name).join('_'),
      ),
    );
}

/**
 * Tables that say which users belong to which tenants: they point at a user and at the tenant, and hold little besides or are
 * named for it.
 */
export function findMembershipTables(
  catalog: Catalog,
  tenancy: Tenancy,
  users: readonly QualifiedName[],
): readonly Table[] {
  const lookup = lookupOf(catalog);
  return catalog.objects.table.filter((table) => {
    if (isTenantRoot(tenancy, table) || users.some((user) => isSame(user, table))) return false;
    const { column, 'foreign-key': keys } = lookup.childrenOf(table.schema, table.name);
    const tenant = column.some(({ name }) => isTenantColumn(tenancy, name));
    const user =
      column.some(({ name }) => isUserColumn(name)) ||
      keys.some(({ references }) => users.some((one) => isSame(one, references)));
    if (!tenant || !user) return false;
    const words = wordsOf(table.name).map((word) => entityName(word));
    const isNamed =
      words.some((word) => MEMBERSHIP_WORDS.includes(word)) ||
      /(^|_)users?_(to_)?\w+|\w+_users?$/.test(words.join('_'));
    return isNamed || keyIsPair(catalog, table, tenancy);
  });
}

function keyIsPair(catalog: Catalog, table: Table, tenancy: Tenancy): boolean {
  const { 'primary-key': primary, unique } = lookupOf(catalog).childrenOf(table.schema, table.name);
  return [...primary, ...unique].some(
    ({ columns }) =>
      columns.length === 2 && columns.some((name) => isTenantColumn(tenancy, name)) && columns.some(isUserColumn),
  );
}

/** What a person is known by before it is known whose tenant is asked for: who signs in, and whose memberships are looked up. */
const KNOWN_BY =
  /^(email|email_address|username|user_name|login|phone|auth_id|auth_user_id|auth_uid|clerk_id|clerk_user_id|supabase_id|firebase_uid|auth0_id|external_auth_id|better_auth_id)$/;

/** Whether a condition on a column of people or memberships asks for one person. */
export function tellsPerson(name: string): boolean {
  return KNOWN_BY.test(wordsOf(name).join('_')) || isUserColumn(name);
}

function isUserColumn(name: string): boolean {
  return /^(user|member|profile|account|person|employee)_(id|uuid)$/.test(wordsOf(name).join('_'));
}

function isSame(a: QualifiedName, b: QualifiedName): boolean {
  return a.schema === b.schema && a.name === b.name;
}
