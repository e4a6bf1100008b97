import { type Catalog, type CatalogObject, type CatalogObjects, KINDS, lookupOf, objectId } from '#app/catalog';
import { createScopeFilter, MIGRATIONS_TABLE } from './in-scope.ts';
import { type Scope, WHOLE_SCOPE } from './scope.ts';

/**
 * The catalog without Drizzle's own table of migrations, its sequence, grants and schema: book-keeping that no team looks
 * for in its schema. A catalog that has no such table is given back as it is.
 */
export function withoutMigrationsTable(catalog: Catalog, migrationsTable: Scope['migrationsTable']): Catalog {
  if (!lookupOf(catalog).find(objectId('table', migrationsTable.schema, migrationsTable.table))) return catalog;
  const reasonOf = createScopeFilter({ ...WHOLE_SCOPE, migrationsTable });
  const objects = Object.fromEntries(
    KINDS.map((kind) => {
      const list: readonly CatalogObject[] = catalog.objects[kind];
      return [kind, list.filter((object) => reasonOf(object) !== MIGRATIONS_TABLE)];
    }),
  ) as unknown as CatalogObjects;
  return { ...catalog, objects };
}
