import { type Catalog, type Index, lookupOf, objectId } from '#app/catalog';
import { renderIndexName } from './index-kind.ts';

/**
 * A partitioned table's index that is not valid lacks an index in some partition. It is made on the table alone, and
 * then takes the indexes of the partitions that do have one.
 */
export function renderAttachIndexes(catalog: Catalog, index: Index): readonly string[] {
  return catalog.objects.index
    .filter((child) => child.inherited && isPartitionOf(catalog, child, index) && shape(child) === shape(index))
    .map((child) => `ALTER INDEX ${renderIndexName(index)} ATTACH PARTITION ${renderIndexName(child)}`);
}

/** True for an index of a partitioned table that has to be made on that table alone. */
export function isOnlyOnParent(catalog: Catalog, index: Index): boolean {
  const table = lookupOf(catalog).find(objectId('table', index.schema, index.table));
  return !index.valid && table?.kind === 'table' && table.partitionKey !== null;
}

function isPartitionOf(catalog: Catalog, child: Index, parent: Index): boolean {
  const table = lookupOf(catalog).find(objectId('table', child.schema, child.table));
  const of = table?.kind === 'table' ? table.partitionOf?.parent : undefined;
  return of?.schema === parent.schema && of.name === parent.table;
}

function shape({ method, unique, nullsNotDistinct, keys, include, predicate }: Index): string {
  return JSON.stringify([method, unique, nullsNotDistinct, keys, include, predicate]);
}
