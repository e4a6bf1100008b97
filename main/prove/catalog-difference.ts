import { type Catalog, type CatalogObject, compareText, KINDS, type ObjectId } from '#app/catalog';
import type { DraftFault, Proof } from './proof.ts';

/** What one catalog of a server has otherwise than another one of it. */
export function changesIn(before: Catalog, after: Catalog): Proof['changed'] {
  const changes = { made: [] as ObjectId[], changed: [] as ObjectId[], dropped: [] as ObjectId[] };
  for (const kind of KINDS) {
    const [had, has] = [saidOf(before, kind), saidOf(after, kind)];
    for (const [id, said] of had) {
      if (!has.has(id)) changes.dropped.push(id);
      else if (has.get(id) !== said) changes.changed.push(id);
    }
    for (const id of has.keys()) if (!had.has(id)) changes.made.push(id);
  }
  return changes;
}

/** What was reached and is not what it shall be. */
export function notReached(reached: Catalog, target: Catalog): readonly DraftFault[] {
  if (reached === target) return [];
  const { made, changed, dropped } = changesIn(reached, target);
  return [
    ...made.map((object) => ({ object, message: 'is not made' })),
    ...changed.map((object) => ({ object, message: 'is not what it shall be' })),
    ...dropped.map((object) => ({ object, message: 'is left over' })),
  ];
}

const known = new WeakMap<readonly CatalogObject[], ReadonlyMap<ObjectId, string>>();

/** Once for each list: a draft is held to the same target after each of its passes. */
function saidOf({ objects }: Catalog, kind: (typeof KINDS)[number]): ReadonlyMap<ObjectId, string> {
  const list: readonly CatalogObject[] = objects[kind];
  const before = known.get(list);
  if (before) return before;
  const found = new Map(list.map((object) => [object.id, said(object)]));
  known.set(list, found);
  return found;
}

/** All that counts of an object: the order of a table's columns does not, and neither does that of its options. */
function said(object: CatalogObject): string {
  const { origins, ...rest } = object;
  if (!('options' in rest)) return JSON.stringify(rest);
  const options = Object.fromEntries(Object.entries(rest.options).sort(([a], [b]) => compareText(a, b)));
  return JSON.stringify('position' in rest ? { ...rest, options, position: null } : { ...rest, options });
}
