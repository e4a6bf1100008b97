import { type DefaultPrivilege, quoteIdent } from '#app/catalog';
import { renderGrantee, renderPrivilegeChanges } from '#app/sql';
import { type KindSteps, statements } from '../alteration.ts';
import { changePrivileges } from './privileges.ts';

export const defaultPrivilegeSteps: KindSteps<'default-privilege'> = {
  drop: (change) => render(change, { ...change, privileges: [], revoked: [] }),
  alter: (from, to) => statements(render(from, to)),
};

function render(from: DefaultPrivilege, to: DefaultPrivilege): readonly string[] {
  const schema = to.schema === null ? '' : ` IN SCHEMA ${quoteIdent(to.schema)}`;
  const head = `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdent(to.role)}${schema}`;
  const on = `ON ${to.objectType.toUpperCase()}`;
  const grantee = renderGrantee(to.grantee);
  const change = changePrivileges(from, to);
  return [
    ...(change.takesAll ? [`${head} REVOKE ALL ${on} FROM ${grantee}`] : []),
    ...change.taken.map((privilege) => `${head} REVOKE ${privilege} ${on} FROM ${grantee}`),
    ...change.optionsTaken.map((privilege) => `${head} REVOKE GRANT OPTION FOR ${privilege} ${on} FROM ${grantee}`),
    ...renderPrivilegeChanges({ privileges: change.given, revoked: [] }, on, grantee, null).map(
      (one) => `${head} ${one}`,
    ),
  ];
}
