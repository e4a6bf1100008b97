import { buildCatalog, type Catalog, type CatalogObjects, KINDS, parseObjectId } from '#app/catalog';

/** A catalog without what is in other schemas. Roles, extensions and what else has no schema stays. */
export function cutToSchemas(catalog: Catalog, schemas: readonly string[]): Catalog {
  const wanted = new Set(schemas);
  const keeps = (object: { readonly kind: string; readonly schema?: string | null; readonly name?: string }) => {
    if (object.kind === 'schema') return wanted.has(object.name ?? '');
    if (object.kind === 'extension') return true;
    return typeof object.schema !== 'string' || wanted.has(object.schema);
  };
  const objects = Object.fromEntries(
    KINDS.map((kind) => {
      if (kind === 'grant') {
        return [kind, catalog.objects.grant.filter(({ on }) => wanted.has(parseObjectId(on).parts[0] ?? ''))];
      }
      return [kind, (catalog.objects[kind] as readonly { readonly kind: string }[]).filter(keeps)];
    }),
  ) as unknown as CatalogObjects;
  return buildCatalog({
    server: catalog.server,
    objects,
    unmodelled: catalog.unmodelled.filter(({ schema }) => schema === null || wanted.has(schema)),
    extensionMembers: catalog.extensionMembers,
  });
}
