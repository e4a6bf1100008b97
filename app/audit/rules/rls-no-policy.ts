import { sayList, sayTable } from '../facts/say.ts';
import { bypassingRoles } from '../policies.ts';
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
    const bypassing = bypassingRoles(context);
    return context.tables.flatMap((table): readonly FindingDraft[] => {
      const { policy } = context.lookup.childrenOf(table.schema, table.name);
      if (!table.rowSecurity || policy.length > 0) return [];
      const column = tenantColumnIn(context, table);
      return [
        {
          object: table.id,
          // Closing a table to all but the platform's own servers is a use of its own.
          ...(bypassing.length > 0 && column === null ? { severity: 'low' as const } : {}),
          message: `Row security is on for ${sayTable(table)} and it has no policy: ${saySeeing([...(table.forceRowSecurity ? [] : ['its owner']), ...bypassing])} a row.`,
          evidence: [
            ...(table.owner === null || table.forceRowSecurity ? [] : [{ text: `Its owner is ${table.owner}.` }]),
            ...bypassing.map((name) => ({ text: `${name} has BYPASSRLS.` })),
            { text: 'It has no policy.' },
          ],
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

function saySeeing(roles: readonly string[]): string {
  return roles.length === 0 ? 'nobody but a superuser sees' : `nobody but ${sayList(roles)} sees`;
}
