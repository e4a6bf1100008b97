import type { Policy, Table } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { commandsOf, isRestricted, policyKindsOf } from '../policies.ts';
import { type Remedy, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPredicate } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

/** Tables that belong to no tenant may be read by all; that all may write them is flagged as well. */
export const rlsPolicyAlwaysTrue: Rule = {
  id: 'rls-policy-always-true',
  title: 'A policy is true for every row',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) => context.tables.flatMap((table) => findIn(context, table)),
};

function findIn(context: AuditContext, table: Table): readonly FindingDraft[] {
  const kinds = policyKindsOf(context, table);
  const isShared = !context.reach.has(table.id);
  return kinds.flatMap(({ policy, using, check }): readonly FindingDraft[] => {
    if (!policy.permissive) return [];
    const commands = commandsOf(policy);
    const read = using === 'true' && !(isShared && policy.command === 'select');
    const isReadOpen = read && commands.some((command) => !isRestricted(kinds, command, 'using'));
    const isWriteOpen = check === 'true' && commands.some((command) => !isRestricted(kinds, command, 'check'));
    if (!isReadOpen && !isWriteOpen) return [];
    const opens = [isReadOpen ? 'USING' : null, isWriteOpen ? (policy.check === null ? null : 'WITH CHECK') : null];
    const said = opens.filter((one) => one !== null).join(' and ');
    return [
      {
        object: policy.id,
        message: `Policy ${policy.name} of ${sayTable(table)} is true for every row (${said}): ${commands.join(', ')} ${isShared ? 'are for everybody who has the privilege' : 'reach every tenant’s'}.`,
        evidence: [
          ...(isReadOpen ? [fact(`USING (${policy.using}).`, policy.id)] : []),
          ...(isWriteOpen && policy.check !== null ? [fact(`WITH CHECK (${policy.check}).`, policy.id)] : []),
        ],
        ...remedyFor(context, table, policy, { using: isReadOpen, check: isWriteOpen }),
      },
    ];
  });
}

function remedyFor(
  context: AuditContext,
  table: Table,
  policy: Policy,
  open: { readonly using: boolean; readonly check: boolean },
): { readonly remedy?: Remedy } {
  const column = tenantColumnIn(context, table);
  if (!column) return {};
  const predicate = tenantPredicate(context, column);
  const attributes = {
    ...(open.using ? { using: predicate } : {}),
    ...(open.check && policy.check !== null ? { check: predicate } : {}),
  };
  return { remedy: remedy({ title: `Hold ${policy.name} to the tenant`, edits: [set(policy, attributes)] }) };
}
