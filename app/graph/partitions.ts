import { type Catalog, type ObjectId, objectId } from '#app/catalog';

/** Every partition (and partition of a partition) with the table at the top that it is drawn as. */
export function partitionRoots(catalog: Catalog): ReadonlyMap<ObjectId, ObjectId> {
  const parents = new Map<ObjectId, ObjectId>();
  for (const table of catalog.objects.table) {
    if (table.partitionOf)
      parents.set(table.id, objectId('table', table.partitionOf.parent.schema, table.partitionOf.parent.name));
  }
  const roots = new Map<ObjectId, ObjectId>();
  for (const id of parents.keys()) {
    let root = id;
    for (let steps = 0; steps < parents.size + 1; steps += 1) {
      const parent = parents.get(root);
      if (parent === undefined) break;
      root = parent;
    }
    roots.set(id, root);
  }
  return roots;
}
