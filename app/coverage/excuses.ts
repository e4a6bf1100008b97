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

/** Why a table may be in its state; `null` where nobody accepted that. */
export function excuseFor(
  state: RlsState,
  { id, schema }: Table,
  policies: readonly Policy[],
  excuses: readonly Excuse[],
): string | null {
  const rules = RULES_OF[state] ?? [];
  // Where no table of a schema has row security, that is told of the schema.
  const objects = [
    id,
    ...(state === 'off' ? [objectId('schema', schema)] : []),
    ...policies.map((policy) => policy.id),
  ];
  return excuses.find(({ rule, matches }) => rules.includes(rule) && objects.some(matches))?.reason ?? null;
}
