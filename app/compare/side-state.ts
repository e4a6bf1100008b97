import { type Kind, lookupOf, type Origin, objectId } from '#app/catalog';
import type { Account, KindRules, Side } from './attribute-rule.ts';
import type { SideState } from './difference.ts';
import { KIND_RULES } from './kind-rules.ts';
import { callGrant, callObject } from './words.ts';

/** Why its source may say something else of it. */
export function partlyRead({ object, account }: Side, attribute: string | null): string | null {
  return account.unread.partly(object, attribute);
}

export function called({ object }: Side): string {
  return callObject(KIND_RULES[object.kind].noun, object.id);
}

function detailOf({ object }: Side): string {
  const { detail } = KIND_RULES[object.kind] as unknown as KindRules<Kind>;
  return detail ? ` (${detail(object)})` : '';
}

/** A grant that gives nothing is defaults that were taken away. */
export function sayPresent(side: Side): string {
  const { object } = side;
  if (object.kind !== 'grant' || object.privileges.length > 0)
    return `${called(side)}${detailOf(side)} ${verbOf(side)}`;
  const [word, verb] = object.revoked.length === 1 ? ['default', 'is'] : ['defaults', 'are'];
  return `the ${word} ${object.revoked.join(', ')} of ${callGrant(object.id)} ${verb} revoked`;
}

export const ABSENT: SideState = { present: false, value: null, deparsed: null, origins: [] };

/** Privileges are spoken of in the plural. */
function verbOf({ object }: Side): string {
  return object.kind === 'grant' || object.kind === 'default-privilege' ? 'exist' : 'exists';
}

export function state(side: Side, value: unknown, deparsed: string | null = null): SideState {
  return { present: true, value: value ?? null, deparsed, origins: side.object.origins };
}

/** Where the object would have to stand: its table's place in the source that lacks it. */
export function parentOrigins({ object }: Side, account: Account): readonly Origin[] {
  if (!('table' in object)) return [];
  const lookup = lookupOf(account.catalog);
  for (const kind of ['table', 'view', 'materialized-view'] as const) {
    const parent = lookup.find(objectId(kind, object.schema, object.table));
    if (parent) return parent.origins;
  }
  return [];
}
