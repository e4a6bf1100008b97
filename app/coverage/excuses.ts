import { type ObjectId, objectId, type Policy, type Table } from '#app/catalog';
import type { RlsState } from './rls-state.ts';

/** That somebody accepts what a rule of the audit says of an object: a waiver that holds. */
export interface Excuse {
  readonly rule: string;
  readonly matches: (object: ObjectId) => boolean;
  readonly reason: string;
}

/** The rules that find fault with each state; what they say is of the table or of its policies. */
const RULES_OF: Readonly<Partial<Record<RlsState, readonly string[]>>> = {
  off: ['rls-disabled', 'rls-policy-while-disabled'],
  open: ['rls-policy-always-true', 'rls-policy-ignores-tenant', 'rls-null-tenant-visible', 'rls-write-without-check'],
  'partly-covered': ['rls-command-uncovered', 'rls-policy-ignores-tenant', 'rls-write-without-check'],
  'no-policy': ['rls-no-policy'],
  'not-forced': ['rls-not-forced'],
};

/**
 * Why a table may be in its state; `null` where nobody accepted that. `isDecision`: that no table has row security is told of the
 * schema and not of each, so that a waiver for the schema holds; from the first table on that has it, it holds no more.
 */
export function excuseFor(
  state: RlsState,
  { id, schema }: Table,
  policies: readonly Policy[],
  { excuses, isDecision }: { readonly excuses: readonly Excuse[]; readonly isDecision: boolean },
): string | null {
  const rules = RULES_OF[state] ?? [];
  const objects = [
    id,
    ...(state === 'off' && isDecision ? [objectId('schema', schema)] : []),
    ...policies.map((policy) => policy.id),
  ];
  return excuses.find(({ rule, matches }) => rules.includes(rule) && objects.some(matches))?.reason ?? null;
}
