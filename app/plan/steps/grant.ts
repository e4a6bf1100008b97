import { type Grant, parseObjectId, quoteIdent } from '#app/catalog';
import { renderGrantee, renderGrantTarget, renderPrivilegeChanges } from '#app/sql';
import { type KindSteps, statements } from '../alteration.ts';
import { changePrivileges } from './privileges.ts';

export const grantSteps: KindSteps<'grant'> = {
  drop: (grant) => render(grant, { ...grant, privileges: [], revoked: [] }),
  alter: (from, to) => statements(render(from, to)),
};

function render(from: Grant, to: Grant): readonly string[] {
  const { kind, parts } = parseObjectId(to.on);
  const column = kind === 'column' ? (parts.at(-1) ?? null) : null;
  const on = `ON ${renderGrantTarget(to.on)}`;
  const grantee = renderGrantee(to.grantee);
  const suffix = column === null ? '' : ` (${quoteIdent(column)})`;
  const change = changePrivileges(from, to);
  return [
    ...(change.takesAll ? [`REVOKE ALL ${on} FROM ${grantee}`] : []),
    ...change.taken.map((privilege) => `REVOKE ${privilege}${suffix} ${on} FROM ${grantee}`),
    ...change.optionsTaken.map((privilege) => `REVOKE GRANT OPTION FOR ${privilege}${suffix} ${on} FROM ${grantee}`),
    ...renderPrivilegeChanges({ privileges: change.given, revoked: [] }, on, grantee, column),
  ];
}
