import { type Catalog, lookupOf, objectId, type QualifiedName, type Table } from '#app/catalog';

/** How many partitioned ancestors a table has. Zero for every other table. */
export function partitionDepth(catalog: Catalog, name: QualifiedName): number {
  let depth = 0;
  for (let table = tableOf(catalog, name); table?.partitionOf; table = tableOf(catalog, table.partitionOf.parent)) {
    depth += 1;
  }
  return depth;
}

/** The topmost partitioned table above a table; the table itself where there is none. */
export function partitionRoot(catalog: Catalog, table: Table): Table {
  let root = table;
  while (root.partitionOf) {
    const parent = tableOf(catalog, root.partitionOf.parent);
    if (!parent) break;
    root = parent;
  }
  return root;
}

/**
 * Puts what belongs to partitioned tables in the order that keeps every name: first what partitions have from their
 * parents, leaves first, so that the parent's own then takes over what is there instead of making another; then the rest.
 */
export function leavesFirst<T extends { readonly schema: string; readonly table: string; readonly inherited: boolean }>(
  catalog: Catalog,
  children: readonly T[],
): readonly T[] {
  const ranks = new Map<T, number>();
  for (const child of children) ranks.set(child, rank(catalog, child));
  return [...children].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

function rank(
  catalog: Catalog,
  child: { readonly schema: string; readonly table: string; readonly inherited: boolean },
): number {
  const name = { schema: child.schema, name: child.table };
  if (child.inherited) return -1 - partitionDepth(catalog, name);
  const table = tableOf(catalog, name);
  // A partitioned table's own go before what its partitions have beside them: those must not be taken over.
  return table && table.partitionKey !== null && !table.partitionOf ? 0 : 1 + partitionDepth(catalog, name);
}

function tableOf(catalog: Catalog, name: QualifiedName): Table | undefined {
  const found = lookupOf(catalog).find(objectId('table', name.schema, name.name));
  return found?.kind === 'table' ? found : undefined;
}
