import { fact, sayTable } from '../facts/say.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantColumnIn } from '../tenants.ts';

export const tenantSingleMembership: Rule = {
  id: 'tenant-single-membership',
  title: 'A user can belong to one tenant only',
  severity: 'low',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: [],
  evaluate(context) {
    const { patterns, tenancy } = context;
    if (patterns.memberships(tenancy).length > 0) return [];
    const own = new Set(context.tables.map(({ id }) => id));
    return patterns.users(tenancy).flatMap((table): readonly FindingDraft[] => {
      const column = tenantColumnIn(context, table);
      if (!column || !own.has(table.id)) return [];
      return [
        {
          object: column.id,
          message: `${sayTable(table)} carries the tenant itself: a person who works for two needs two accounts.`,
          evidence: [fact('No table says which users belong to which tenants.')],
        },
      ];
    });
  },
};
