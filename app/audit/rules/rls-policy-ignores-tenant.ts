import type { Table } from '#app/catalog';
import type { PredicateKind } from '#app/coverage';
import type { AuditContext } from '../context.ts';
import { fact, sayTable } from '../facts/say.ts';
import { commandsOf, isRestricted, type PolicyKinds, policyKindsOf } from '../policies.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { scopedTables } from '../tenants.ts';

/** What a predicate without the tenant looks at, and how much of other tenants it opens. */
const WHY: Readonly<Partial<Record<PredicateKind, string>>> = {
  rows: 'looks at the row alone',
  anyone: 'asks only whether somebody is signed in',
  person: 'compares something other than the tenant with the session',
};

export const rlsPolicyIgnoresTenant: Rule = {
  id: 'rls-policy-ignores-tenant',
  title: 'A permissive policy of a tenant’s table never mentions the tenant',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      const kinds = policyKindsOf(context, table);
      return kinds.flatMap((own): readonly FindingDraft[] => {
        const why = openness(own, kinds);
        if (why === null) return [];
        const { policy } = own;
        return [
          {
            object: policy.id,
            message: `Policy ${policy.name} of ${sayTable(table)} ${WHY[why]}: it never mentions ${column.name}, and permissive policies add up.`,
            evidence: [fact(`USING (${policy.using ?? '–'}) WITH CHECK (${policy.check ?? '–'}).`, policy.id)],
            // A row of one's own is mostly one's tenant's as well.
            ...(why === 'person' ? { severity: 'medium' as const } : {}),
            remedy: remedy({
              title: `Add a restrictive policy that holds ${sayTable(table)} to the tenant`,
              edits: [put(restrictive(context, table, column))],
            }),
          },
        ];
      });
    }),
};

function openness({ policy, using, check }: PolicyKinds, all: readonly PolicyKinds[]): PredicateKind | null {
  if (!policy.permissive) return null;
  const commands = commandsOf(policy);
  const isOpen = (kind: PredicateKind | null, which: 'using' | 'check') =>
    kind !== null && WHY[kind] !== undefined && commands.some((command) => !isRestricted(all, command, which));
  if (isOpen(using, 'using')) return using;
  return isOpen(check, 'check') ? check : null;
}

function restrictive(context: AuditContext, table: Table, column: Parameters<typeof tenantPolicy>[2]) {
  return { ...tenantPolicy(context, table, column), permissive: false, roles: ['public'] };
}
