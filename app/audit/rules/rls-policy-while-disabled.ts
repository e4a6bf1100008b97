import { fact, plural, sayTable } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';

export const rlsPolicyWhileDisabled: Rule = {
  id: 'rls-policy-while-disabled',
  title: 'Policies are written and row security is off',
  severity: 'critical',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    context.tables.flatMap((table): readonly FindingDraft[] => {
      const { policy } = context.lookup.childrenOf(table.schema, table.name);
      if (table.rowSecurity || policy.length === 0) return [];
      return [
        {
          object: table.id,
          message: `${sayTable(table)} has ${plural(policy.length, 'policy', 'policies')} and row security is off: they do nothing.`,
          evidence: policy.map(({ name, id }) => fact(`Policy ${name} is without effect.`, id)),
          remedy: remedy({
            title: `Enable row security on ${sayTable(table)}`,
            edits: [set(table, { rowSecurity: true })],
          }),
        },
      ];
    }),
};
