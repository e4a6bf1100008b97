import { sayTable } from '../facts/say.ts';
import { put, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule, unlessOnlyCode } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { scopedTables } from '../tenants.ts';

/** Tables that reach their tenant through a parent are no gap. */
export const rlsDisabled: Rule = {
  id: 'rls-disabled',
  title: 'Row security is off on a table with a tenant column',
  severity: 'critical',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const unknown = unlessOnlyCode(context, 'ENABLE ROW LEVEL SECURITY');
    if (unknown) return unknown;
    return scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] => {
      if (table.rowSecurity) return [];
      const { policy } = context.lookup.childrenOf(table.schema, table.name);
      const made = policy.length > 0 ? [] : [put(tenantPolicy(context, table, column))];
      return [
        {
          object: table.id,
          message: `Row security is off on ${sayTable(table)}, whose ${column.name} says whose the rows are.`,
          evidence: [
            { text: `${column.name} holds the tenant.`, object: column.id },
            { text: policy.length > 0 ? 'Its policies are without effect.' : 'It has no policy either.' },
          ],
          remedy: remedy({
            title: `Enable and force row security${made.length > 0 ? ', with a policy that holds every command to the tenant' : ''}`,
            edits: [set(table, { rowSecurity: true, forceRowSecurity: true }), ...made],
          }),
        },
      ];
    });
  },
};
