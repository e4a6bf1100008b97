import { DIFFERS, defineKind, IDENTITY, OWNED_RULES, type Ruling, SAME, type Side } from './attribute-rule.ts';
import { isEqual } from './equal.ts';

export const enumRules = defineKind({
  kind: 'enum',
  noun: 'enum',
  missing: 'drift',
  attributes: {
    ...OWNED_RULES,
    schema: IDENTITY,
    name: IDENTITY,
    labels: {
      how: 'own',
      class: 'drift',
      label: 'labels',
      rule: (from, to) =>
        isUnread(from) || isUnread(to) ? UNREAD : compareLabels(from.object.labels, to.object.labels),
    },
  },
});

const UNREAD: Ruling = { outcome: 'undecided', cause: 'The labels could not be read from the code' };

/** No labels in code are none that were read: they come from a module that is not there, and the report says which. */
function isUnread({ account, object }: Side<'enum'>): boolean {
  return account.source.kind === 'code' && object.labels.length === 0;
}

/** The same labels in another order compare and sort differently: a class of its own. */
function compareLabels(from: readonly string[], to: readonly string[]): Ruling {
  if (isEqual(from, to)) return SAME;
  return isEqual([...from].sort(), [...to].sort()) ? { outcome: 'differs', class: 'order' } : DIFFERS;
}
