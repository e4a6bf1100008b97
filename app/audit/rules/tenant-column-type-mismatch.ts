import { sameType } from '#app/coverage';
import { sayColumn } from '../facts/say.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { retypedPolicies } from '../tenant-policy.ts';
import { scopedTables, tenantRootOf } from '../tenants.ts';

export const tenantColumnTypeMismatch: Rule = {
  id: 'tenant-column-type-mismatch',
  title: 'The tenant column’s type is not that of the tenants’ key',
  severity: 'medium',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate(context) {
    const root = tenantRootOf(context);
    if (!root) return { notEvaluated: 'No table of tenants was found: name it in the configuration (tenant.root).' };
    return scopedTables(context).flatMap(({ column }): readonly FindingDraft[] => {
      if (sameType(context.catalog, column.type, root.column.type)) return [];
      const policies = retypedPolicies(context, column, root.column.type);
      return [
        {
          object: column.id,
          message: `${sayColumn(column)} is ${column.type}, and ${sayColumn(root.column)} is ${root.column.type}.`,
          evidence: [{ text: `The key of the tenants is ${root.column.type}.`, object: root.column.id }],
          remedy: remedy({
            title: `Change ${sayColumn(column)} to ${root.column.type}`,
            edits: policies === null ? [] : [set(column, { type: root.column.type }), ...policies],
            advice:
              policies === null
                ? 'A policy compares the column: write it for the new type together with the change.'
                : null,
          }),
        },
      ];
    });
  },
};
