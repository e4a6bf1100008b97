import { type Catalog, type ForeignKey, lookupOf, type ObjectId, objectId } from '#app/catalog';
import type { RlsCoverage } from '#app/coverage';
import { type Pins, placeOf } from './pinned.ts';

/**
 * Tables whose rows are some tenant's: those that coverage knows a way for, those with a column that is compared with the
 * session, and their children, each with the key that leads there where nothing in the table itself says whose a row is.
 */
export function holdingTables({
  catalog,
  coverage,
  pins,
}: {
  readonly catalog: Catalog;
  readonly coverage: RlsCoverage;
  readonly pins: Pins;
}): ReadonlyMap<ObjectId, ForeignKey | null> {
  const holding = new Map<ObjectId, ForeignKey | null>();
  for (const { id, schema, name } of catalog.objects.table) {
    const isPinned = lookupOf(catalog)
      .childrenOf(schema, name)
      .column.some((column) => pins.classOf(placeOf(column)) !== undefined);
    if (isPinned || (coverage.tables.get(id)?.reach ?? null) !== null) holding.set(id, null);
  }
  const keys = catalog.objects['foreign-key'];
  for (let before = -1; before !== holding.size; ) {
    before = holding.size;
    for (const key of keys) {
      const child = objectId('table', key.schema, key.table);
      if (!holding.has(child) && holding.has(objectId('table', key.references.schema, key.references.name)))
        holding.set(child, key);
    }
  }
  return holding;
}
