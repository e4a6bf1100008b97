import { sayTable } from '../facts/say.ts';
import { put, remedy } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule, unlessOnlyCode } from '../rule.ts';
import { tenantPolicy } from '../tenant-policy.ts';
import { tenantColumnIn } from '../tenants.ts';

export const rlsNoPolicy: Rule = {
  id: 'rls-no-policy',
  title: 'Row security is on and no policy lets anybody in',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const unknown = unlessOnlyCode(context, 'CREATE POLICY');
    if (unknown) return unknown;
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      const { policy } = context.lookup.childrenOf(table.schema, table.name);
      if (!table.rowSecurity || policy.length > 0) return [];
      const column = tenantColumnIn(context, table);
      return [
        {
          object: table.id,
          message: `Row security is on for ${sayTable(table)} and it has no policy: nobody but its owner sees a row.`,
          evidence: [{ text: 'It has no policy.' }],
          ...(column
            ? {
                remedy: remedy({
                  title: 'Add a policy that holds every command to the tenant',
                  edits: [put(tenantPolicy(context, table, column))],
                }),
              }
            : {}),
        },
      ];
    });
  },
};
