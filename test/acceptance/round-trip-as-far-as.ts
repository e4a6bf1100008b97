import { buildCatalog, type Catalog, type CatalogObjects } from '#app/catalog';

/** A generated catalog without what a major cannot build, so that it comes back from there as it is. */
export function asFarAs(major: number, catalog: Catalog): Catalog {
  return buildCatalog({
    ...catalog,
    objects: STEPS.reduce((objects, [since, without]) => (major < since ? without(objects) : objects), catalog.objects),
  });
}

type Step = readonly [since: number, without: (objects: CatalogObjects) => CatalogObjects];

/** By the major that brought something: what a server before it has in its place. */
const STEPS: readonly Step[] = [
  [
    18,
    (objects) => ({
      ...objects,
      column: objects.column.map((column) => ({
        ...column,
        notNullConstraint: null,
        generated: column.generated && { ...column.generated, storage: 'stored' as const },
      })),
      publication: objects.publication.map((each) => ({ ...each, generatedColumns: 'none' as const })),
    }),
  ],
  [
    16,
    (objects) => ({
      ...objects,
      // Whether a member inherits was the member's own affair.
      role: objects.role.map((role) => ({
        ...role,
        memberOf: role.memberOf.map((each) => ({ ...each, inherit: role.inherit, set: true })),
      })),
    }),
  ],
  [
    15,
    (objects) => ({
      ...objects,
      unique: objects.unique.map((each) => ({ ...each, nullsNotDistinct: false })),
      index: objects.index.map((each) => ({ ...each, nullsNotDistinct: false })),
      sequence: objects.sequence.map((each) => ({ ...each, persistence: 'permanent' as const })),
      publication: objects.publication.map((each) => ({
        ...each,
        schemas: [],
        tables: each.tables.map((table) => ({ ...table, columns: [], where: null })),
      })),
    }),
  ],
  [
    14,
    (objects) => ({
      ...objects,
      'range-type': objects['range-type'].map((each) => ({ ...each, multirange: null })),
      function: objects.function.map((each) => (each.sqlBody ? { ...each, sqlBody: false, body: 'SELECT 1' } : each)),
    }),
  ],
];
