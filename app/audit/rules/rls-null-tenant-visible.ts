import type { Policy } from '#app/catalog';
import { type Skeleton, skeletonOfText, type Token } from '#app/coverage';
import { fact, sayTable } from '../facts/say.ts';
import { policyKindsOf } from '../policies.ts';
import { remedy, set } from '../remedy.ts';
import { ANY_CATALOG, type FindingDraft, type Rule } from '../rule.ts';
import { tenantPredicate } from '../tenant-policy.ts';
import { scopedTables } from '../tenants.ts';

/** A column that cannot be NULL makes the condition an empty one. */
export const rlsNullTenantVisible: Rule = {
  id: 'rls-null-tenant-visible',
  title: 'Rows without a tenant are open to every tenant',
  severity: 'high',
  dimension: 'tenancy',
  needs: ANY_CATALOG,
  fix: ['sql', 'code'],
  evaluate: (context) =>
    scopedTables(context).flatMap(({ table, column }): readonly FindingDraft[] =>
      policyKindsOf(context, table).flatMap(({ policy, using, check }): readonly FindingDraft[] => {
        if (!policy.permissive || (using !== 'null-tenant' && check !== 'null-tenant')) return [];
        const predicate = tenantPredicate(context, column);
        const isPlain = [policy.using, policy.check].every((text) => text === null || isTwoSided(text));
        return [
          {
            object: policy.id,
            message: `Policy ${policy.name} of ${sayTable(table)} opens rows whose ${column.name} is NULL to every tenant.`,
            evidence: [
              fact(`USING (${policy.using ?? '–'}).`, policy.id),
              fact(`${column.name} may be NULL.`, column.id),
            ],
            ...(isPlain
              ? {
                  remedy: remedy({
                    title: `Take the condition for NULL out of ${policy.name}`,
                    edits: [set(policy, closed(policy, predicate))],
                    advice: 'Rows that belong to all tenants are better kept in a table of their own.',
                  }),
                }
              : {}),
          },
        ];
      }),
    ),
};

function closed(policy: Policy, predicate: string): Partial<Policy> {
  return {
    ...(policy.using === null ? {} : { using: predicate }),
    ...(policy.check === null ? {} : { check: predicate }),
  };
}

/** `tenant = … OR tenant IS NULL` or one of the two, and nothing else that the remedy would lose. */
function isTwoSided(text: string): boolean {
  const skeleton = skeletonOfText(text);
  const leaves: readonly Skeleton[] = skeleton.kind === 'or' ? skeleton.operands : [skeleton];
  const isNull = (tokens: readonly Token[]) => tokens.at(-1)?.text === 'null' && tokens.at(-2)?.text === 'is';
  const others = leaves.filter((leaf) => leaf.kind !== 'leaf' || !isNull(leaf.tokens));
  return others.length <= 1 && others.every(({ kind }) => kind === 'leaf');
}
