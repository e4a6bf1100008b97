import { type ObjectId, objectId, parseObjectId } from '#app/catalog';
import type { AuditContext } from '../context.ts';
import { fact } from '../facts/say.ts';
import { put, type Remedy, remedy, set } from '../remedy.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

/** What the isolation prover did, not what it would do. */
export const rlsLeakProven: Rule = {
  id: 'rls-leak-proven',
  title: 'Another tenant’s row was read or written',
  severity: 'critical',
  dimension: 'tenancy',
  needs: [['catalog', 'isolation']],
  fix: ['sql', 'code'],
  evaluate: (context) =>
    (context.isolation ?? []).flatMap(({ object, verdict, leaks }): readonly FindingDraft[] => {
      const [first] = leaks;
      if (verdict !== 'leaks' || !first || !context.lookup.find(object)) return [];
      return [
        {
          object,
          message: `${first.message.replace(/\.$/, '')}${leaks.length > 1 ? `, and ${leaks.length - 1} more` : ''}.`,
          evidence: leaks.map(({ role, kind, statement }) => fact(`${role} (${kind}): ${statement}`, object)),
          likelihood: 'likely' as const,
          ...remedyFor(context, object),
        },
      ];
    }),
};

/** Row security where it is off or lets everybody in; what leaks in another way is for a person to look at. */
function remedyFor(context: AuditContext, id: ObjectId): { readonly remedy?: Remedy } {
  const { kind, parts } = parseObjectId(id);
  const table = kind === 'table' ? context.lookup.find(objectId('table', ...parts)) : undefined;
  if (table?.kind !== 'table') return {};
  const column = tenantColumnIn(context, table);
  const { policy } = context.lookup.childrenOf(table.schema, table.name);
  if (!column || (table.rowSecurity && table.forceRowSecurity)) return {};
  const made = policy.length === 0 ? [put(tenantPolicy(context, table, column))] : [];
  return {
    remedy: remedy({
      title: 'Enable and force row security',
      edits: [set(table, { rowSecurity: true, forceRowSecurity: true }), ...made],
      advice: 'Prove isolation again afterwards: `raingauge isolation`.',
    }),
  };
}
