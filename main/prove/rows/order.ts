import { type Catalog, lookupOf, type ObjectId, objectId, type Table } from '#app/catalog';

/** Tables behind those that they refer to; with `wanted`, those and what they refer to. Cycles are broken anywhere. */
export function parentsFirst(catalog: Catalog, wanted?: ReadonlySet<ObjectId>): readonly Table[] {
  const lookup = lookupOf(catalog);
  const parents = new Map<ObjectId, ObjectId[]>();
  for (const { schema, table, references } of catalog.objects['foreign-key']) {
    const id = objectId('table', schema, table);
    parents.set(id, [...(parents.get(id) ?? []), objectId('table', references.schema, references.name)]);
  }
  const ordered: Table[] = [];
  const seen = new Set<ObjectId>();
  const visit = (table: Table) => {
    if (seen.has(table.id)) return;
    seen.add(table.id);
    for (const id of parents.get(table.id) ?? []) {
      const parent = lookup.find(id);
      if (parent?.kind === 'table') visit(parent);
    }
    ordered.push(table);
  };
  for (const table of catalog.objects.table) if (!wanted || wanted.has(table.id)) visit(table);
  return ordered;
}
