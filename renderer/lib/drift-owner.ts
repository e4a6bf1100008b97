import { type Kind, type ObjectId, objectId } from '#app/catalog';
import type { Difference } from '#app/compare';
import { objectName } from './object-name.ts';

/** The table, view or other object that a difference is told of: a column's, an index's or a grant's is its table's. */
export interface DriftOwner {
  readonly id: ObjectId;
  readonly kind: Kind;
  readonly schema: string | null;
  readonly name: string;
}

const KNOWN = new WeakMap<Difference, DriftOwner>();

export function ownerOf(difference: Difference): DriftOwner {
  let owner = KNOWN.get(difference);
  if (!owner) {
    owner = findOwner(difference);
    KNOWN.set(difference, owner);
  }
  return owner;
}

function findOwner({ object, table: given }: Difference): DriftOwner {
  // The identity of an index does not name its table: the comparison says it.
  if (given !== undefined) {
    const { kind, schema, name } = objectName(given);
    return { id: given, kind, schema, name };
  }
  const { kind, schema, table, name } = objectName(object);
  if (schema !== null && table !== null)
    return { id: objectId('table', schema, table), kind: 'table', schema, name: table };
  return { id: object, kind, schema: kind === 'schema' ? name : schema, name };
}

/** How many differences that count each table or other object has, with all that belongs to it. */
export function countByOwner(differences: readonly Difference[]): ReadonlyMap<ObjectId, number> {
  const counts = new Map<ObjectId, number>();
  for (const difference of differences) {
    if (!difference.counts) continue;
    const { id } = ownerOf(difference);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
