import { type Grant, type Privilege, parseObjectId, quoteIdent } from '#app/catalog';
import { renderGrantTarget } from './object-target.ts';
import { renderGrantee } from './role.ts';

/** What was taken from the defaults first, then what was given. */
export function renderGrant(grant: Grant): readonly string[] {
  const { kind, parts } = parseObjectId(grant.on);
  const column = kind === 'column' ? (parts.at(-1) ?? null) : null;
  const target = renderGrantTarget(grant.on);
  const grantee = renderGrantee(grant.grantee);
  return renderPrivilegeChanges(grant, `ON ${target}`, grantee, column);
}

/** REVOKE and GRANT of one grantee, privileges with grant option apart from those without. */
export function renderPrivilegeChanges(
  change: { readonly privileges: readonly Privilege[]; readonly revoked: readonly string[] },
  on: string,
  grantee: string,
  column: string | null,
): readonly string[] {
  const suffix = column === null ? '' : ` (${quoteIdent(column)})`;
  const list = (privileges: readonly string[]) =>
    isEverything(privileges) ? 'ALL' : privileges.map((privilege) => `${privilege}${suffix}`).join(', ');
  const plain = change.privileges.filter((entry) => !entry.grantable).map((entry) => entry.privilege);
  const grantable = change.privileges.filter((entry) => entry.grantable).map((entry) => entry.privilege);
  return [
    ...(change.revoked.length > 0 ? [`REVOKE ${list(change.revoked)} ${on} FROM ${grantee}`] : []),
    ...(plain.length > 0 ? [`GRANT ${list(plain)} ${on} TO ${grantee}`] : []),
    ...(grantable.length > 0 ? [`GRANT ${list(grantable)} ${on} TO ${grantee} WITH GRANT OPTION`] : []),
  ];
}

/** All that there is on a table since PostgreSQL 17; said in one word it is all that there is on an older server too. */
function isEverything(privileges: readonly string[]): boolean {
  return privileges.length === 8 && privileges.includes('MAINTAIN');
}
