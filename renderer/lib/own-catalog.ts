import { type Catalog, platformObjectsOf, type Reading } from '#app/catalog';

const KNOWN = new WeakMap<Reading, Reading>();

/** The reading without the tables and views that a hosting platform keeps: what the graph draws unless all is asked for. */
export function ownReading(reading: Reading): Reading {
  let own = KNOWN.get(reading);
  if (!own) {
    const catalog = withoutPlatform(reading.catalog);
    own = catalog === reading.catalog ? reading : { ...reading, catalog };
    KNOWN.set(reading, own);
  }
  return own;
}

/** Foreign keys that lead to a table which is left out are drawn by nobody: the graph has no end for them. */
function withoutPlatform(catalog: Catalog): Catalog {
  const { of, schemas } = platformObjectsOf(catalog);
  if (schemas.size === 0) return catalog;
  const { objects } = catalog;
  return {
    ...catalog,
    objects: {
      ...objects,
      table: objects.table.filter((table) => of(table) === null),
      view: objects.view.filter((view) => of(view) === null),
      'materialized-view': objects['materialized-view'].filter((view) => of(view) === null),
    },
  };
}
