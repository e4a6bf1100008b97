import { type Catalog, type ForeignKey, lookupOf, type ObjectId, objectId, type Table } from '#app/catalog';
import { isTenantRoot, type Tenancy, tenantColumnOf } from './tenant.ts';

/** How a table's rows belong to a tenant. */
export type Reach =
  | { readonly kind: 'root' }
  | { readonly kind: 'column'; readonly column: string; readonly nullable: boolean }
  /** Through foreign keys to a table that has the tenant column. `certain` where every key on the way is NOT NULL. */
  | { readonly kind: 'parent'; readonly path: readonly ForeignKey[]; readonly certain: boolean };

/**
 * The tables that hold tenants' data, each with the shortest way to its tenant; a certain way goes before a shorter
 * uncertain one. Tables that are only pointed at (countries, templates) are not among them: they are shared.
 */
export function tenantReach(catalog: Catalog, tenancy: Tenancy): ReadonlyMap<ObjectId, Reach> {
  const reach = new Map<ObjectId, Reach>();
  for (const table of catalog.objects.table) {
    if (isTenantRoot(tenancy, table)) reach.set(table.id, { kind: 'root' });
    const column = tenantColumnOf(catalog, tenancy, table);
    if (column) reach.set(table.id, { kind: 'column', column: column.name, nullable: !column.notNull });
  }
  spread(catalog, reach, true);
  spread(catalog, reach, false);
  return reach;
}

/** Adds children of tables already reached, level by level, so that paths are shortest. */
function spread(catalog: Catalog, reach: Map<ObjectId, Reach>, certainOnly: boolean): void {
  const lookup = lookupOf(catalog);
  let open = catalog.objects['foreign-key'].filter((key) => !reach.has(childOf(key)));
  for (;;) {
    const found = new Map<ObjectId, Reach>();
    for (const key of open) {
      const child = childOf(key);
      const parent = reach.get(objectId('table', key.references.schema, key.references.name));
      if (!parent || found.has(child) || child === objectId('table', key.references.schema, key.references.name))
        continue;
      const required = key.columns.every((name) => lookup.columnOf(key.schema, key.table, name)?.notNull === true);
      const certain = required && (parent.kind !== 'parent' || parent.certain);
      if (certainOnly && !certain) continue;
      found.set(child, { kind: 'parent', path: [key, ...(parent.kind === 'parent' ? parent.path : [])], certain });
    }
    if (found.size === 0) return;
    for (const [id, way] of found) reach.set(id, way);
    open = open.filter((key) => !reach.has(childOf(key)));
  }
}

function childOf(key: ForeignKey): ObjectId {
  return objectId('table', key.schema, key.table);
}

/** Partitions answer for their parent; foreign tables have no row security; what an extension owns is the extension's. */
export function isJudged(table: Table, extensionMembers: ReadonlySet<ObjectId>): boolean {
  return table.partitionOf === null && table.foreign === null && !extensionMembers.has(table.id);
}
