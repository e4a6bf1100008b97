import { type Catalog, type CatalogObject, KINDS, type Kind, lookupOf, type Reading } from '#app/catalog';
import type { Difference } from '#app/compare';
import { ownerOf } from '#renderer/lib/drift-owner.ts';

const KNOWN = new WeakMap<Reading, { readonly differences: readonly Difference[]; readonly joined: Reading }>();

/**
 * A reading with the tables and foreign keys that only the others have, so that what is missing can be drawn where it would
 * stand. The same value as long as reading and differences are; the reading itself where nothing is missing.
 */
export function withMissing(reading: Reading, others: readonly Reading[], differences: readonly Difference[]): Reading {
  const known = KNOWN.get(reading);
  if (known?.differences === differences) return known.joined;
  const catalog = joinMissing(reading.catalog, others, differences);
  const joined = catalog === reading.catalog ? reading : { ...reading, catalog };
  KNOWN.set(reading, { differences, joined });
  return joined;
}

function joinMissing(catalog: Catalog, others: readonly Reading[], differences: readonly Difference[]): Catalog {
  const own = lookupOf(catalog);
  const added = new Map<string, CatalogObject>();
  for (const difference of differences) {
    if (difference.attribute !== null) continue;
    const { id, schema, name } = ownerOf(difference);
    const isRelation = difference.object === id && /^(table|view|materialized-view):/.test(id);
    if (!isRelation && difference.kind !== 'foreign-key') continue;
    if (own.find(difference.object)) continue;
    for (const other of others) {
      const lookup = lookupOf(other.catalog);
      const found = lookup.find(difference.object);
      if (!found) continue;
      added.set(found.id, found);
      if (isRelation && schema !== null) {
        for (const child of Object.values(lookup.childrenOf(schema, name)).flat()) added.set(child.id, child);
      }
      break;
    }
  }
  if (added.size === 0) return catalog;
  const objects = Object.fromEntries(
    KINDS.map((kind) => [kind, [...catalog.objects[kind], ...ofKind(added, kind)]]),
  ) as unknown as Catalog['objects'];
  return { ...catalog, objects };
}

function ofKind(objects: ReadonlyMap<string, CatalogObject>, kind: Kind): readonly CatalogObject[] {
  return [...objects.values()].filter((object) => object.kind === kind);
}
