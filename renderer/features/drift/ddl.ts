import { type Catalog, lookupOf, type ObjectId, objectId } from '#app/catalog';
import { renderObjectDdl } from '#app/sql';
import { tableOf } from '#renderer/lib/object-name.ts';

/** The object whose DDL tells a difference: the table (or view) it belongs to, else itself. */
export function ddlSubject(object: ObjectId, catalogs: readonly (Catalog | null)[]): ObjectId {
  const owner = tableOf(object, catalogs);
  if (!owner) return object;
  const candidates = (['table', 'view', 'materialized-view'] as const).map((kind) =>
    objectId(kind, owner.schema, owner.table),
  );
  return candidates.find((id) => catalogs.some((catalog) => catalog && lookupOf(catalog).find(id))) ?? object;
}

/** Canonical DDL of an object; empty where the catalog has it not. */
export function ddlOf(catalog: Catalog, id: ObjectId): string {
  return lookupOf(catalog).find(id) ? renderObjectDdl(catalog, id) : '';
}
