import { put, remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule, unlessOnlyCode } from '../rule.ts';
import { ownTenantColumn, tenantPolicy } from '../tenant-policy.ts';

/** Tables with policies are `rls-policy-while-disabled`'s; tables that reach their tenant through a parent are no gap. */
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
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      const column = ownTenantColumn(context, table);
      const { policy } = context.lookup.childrenOf(table.schema, table.name);
      if (table.rowSecurity || !column || policy.length > 0) return [];
      return [
        {
          object: table.id,
          message: `Row security is off on ${table.schema}.${table.name}, whose ${column.name} says whose the rows are.`,
          evidence: [
            { text: `${column.name} holds the tenant.`, object: column.id },
            { text: 'No policy and no ENABLE ROW LEVEL SECURITY.' },
          ],
          remedy: remedy({
            title: 'Enable and force row security, with a policy that holds every command to the tenant',
            edits: [
              set(table, { rowSecurity: true, forceRowSecurity: true }),
              put(tenantPolicy(context, table, column)),
            ],
          }),
        },
      ];
    });
  },
};
