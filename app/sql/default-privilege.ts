import { type DefaultPrivilege, quoteIdent } from '#app/catalog';
import { renderPrivilegeChanges } from './grant.ts';
import { renderGrantee } from './role.ts';

export function renderDefaultPrivilege(change: DefaultPrivilege): readonly string[] {
  const schema = change.schema === null ? '' : ` IN SCHEMA ${quoteIdent(change.schema)}`;
  const head = `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdent(change.role)}${schema}`;
  const on = `ON ${change.objectType.toUpperCase()}`;
  return renderPrivilegeChanges(change, on, renderGrantee(change.grantee), null).map((action) => `${head} ${action}`);
}
