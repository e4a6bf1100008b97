import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  CATALOG_VERSION,
  type Catalog,
  catalogJsonSchema,
  catalogSchema,
  KINDS,
  savedCatalog,
  savedCatalogSchema,
} from '#app/catalog';
import { PGLITE, readBuilt, tortureSchema } from '../../acceptance/round-trip-databases.ts';

describe('the JSON form of a catalog', () => {
  let json: unknown;
  let catalog: Catalog;
  beforeAll(async () => {
    catalog = await readBuilt(PGLITE, tortureSchema(PGLITE.major));
    json = JSON.parse(JSON.stringify(savedCatalog({ source: { kind: 'live', label: 'live' }, catalog, report: [] })));
  });
  const published = z.fromJSONSchema(catalogJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);

  it('is what the published JSON Schema allows, for a catalog with every kind', () => {
    expect(published.safeParse(json).error).toBeUndefined();
    for (const kind of KINDS) expect(catalog.objects[kind].length, kind).toBeGreaterThan(0);
  });

  it('loses nothing: what is parsed equals what was saved', () => {
    expect(catalogSchema.parse(json)).toEqual(catalog);
    expect(savedCatalogSchema.parse(json)).toMatchObject({ complete: true, report: [], ...catalog });
  });

  it('is refused where a kind is missing, an attribute has another type, or the version is another', () => {
    const objects = { ...catalog.objects };
    const { table: _, ...withoutTables } = objects;
    const wrong = [
      { ...catalog, catalogVersion: CATALOG_VERSION - 1 },
      { ...catalog, objects: withoutTables },
      { ...catalog, objects: { ...objects, column: [{ ...objects.column[0], notNull: 'yes' }] } },
    ];
    for (const value of wrong) {
      expect(published.safeParse(value).success).toBe(false);
      expect(catalogSchema.safeParse(value).success).toBe(false);
    }
  });
});
