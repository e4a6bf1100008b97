import { type Catalog, lookupOf, type ObjectId, objectId } from '#app/catalog';
import type { ChangeSet } from './change-set.ts';
import { tableIdOf } from './dependency.ts';

/** Grants on sequences of identity columns that go with the column, its table or its identity: such a sequence is no object of its own. */
export function grantsOfLostIdentities(
  from: Catalog,
  to: Catalog,
  { dropped, replaced }: Pick<ChangeSet, 'dropped' | 'replaced'>,
): ReadonlySet<ObjectId> {
  const goes = (id: ObjectId | null) => id !== null && (dropped.has(id) || replaced.has(id));
  const after = lookupOf(to);
  const lost = new Set(
    from.objects.column.flatMap(({ id, identity }) => {
      if (identity === null) return [];
      const other = after.find(id);
      const stays = other?.kind === 'column' && other.identity !== null && !goes(id) && !goes(tableIdOf(id));
      return stays ? [] : [objectId('sequence', identity.sequence.schema, identity.sequence.name)];
    }),
  );
  if (lost.size === 0) return lost;
  return new Set(from.objects.grant.filter(({ on }) => lost.has(on)).map(({ id }) => id));
}
