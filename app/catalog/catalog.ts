import type { ExtensionMember, Server, Unmodelled } from './catalog-schema.ts';
import { type CatalogObject, KINDS, type Kind, type ObjectOf } from './kinds.ts';

/**
 * The version of the catalog's JSON form: every change of its JSON Schema is a new one (docs/decisions, "Saved catalogs").
 * A saved catalog with another one is refused, not guessed at.
 */
export const CATALOG_VERSION = 4;

/** Every object of one source, one list per kind, each list sorted by identity (columns: by table, then position). */
export type CatalogObjects = { readonly [K in Kind]: readonly ObjectOf<K>[] };

/** Everything one source says exists: plain, immutable, serialisable. `server` is `null` for code, which met none. */
export interface Catalog {
  readonly catalogVersion: typeof CATALOG_VERSION;
  readonly server: Server | null;
  readonly objects: CatalogObjects;
  readonly unmodelled: readonly Unmodelled[];
  readonly extensionMembers: readonly ExtensionMember[];
}

/** Collects objects in any order; what comes out does not depend on the order they went in. */
export type MutableObjects = { [K in Kind]: ObjectOf<K>[] };

export function emptyObjects(): MutableObjects {
  return Object.fromEntries(KINDS.map((kind) => [kind, []])) as unknown as MutableObjects;
}

export interface CatalogParts {
  readonly server?: Server | null;
  readonly objects: Partial<CatalogObjects>;
  readonly unmodelled?: readonly Unmodelled[];
  readonly extensionMembers?: readonly ExtensionMember[];
}

/** Makes a catalog: every kind present, every list in its order. */
export function buildCatalog(parts: CatalogParts): Catalog {
  const objects = Object.fromEntries(
    KINDS.map((kind) => [kind, [...(parts.objects[kind] ?? [])].sort(compareObjects)]),
  ) as unknown as CatalogObjects;
  return {
    catalogVersion: CATALOG_VERSION,
    server: parts.server ?? null,
    objects,
    unmodelled: [...(parts.unmodelled ?? [])].sort((a, b) => compareText(unmodelledKey(a), unmodelledKey(b))),
    extensionMembers: [...(parts.extensionMembers ?? [])].sort((a, b) => compareText(a.id, b.id)),
  };
}

export function emptyCatalog(): Catalog {
  return buildCatalog({ objects: {} });
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareObjects(a: CatalogObject, b: CatalogObject): number {
  if (a.kind === 'column' && b.kind === 'column') {
    return compareText(a.schema, b.schema) || compareText(a.table, b.table) || a.position - b.position;
  }
  return compareText(a.id, b.id);
}

function unmodelledKey(entry: Unmodelled): string {
  return `${entry.what}\u0000${entry.schema ?? ''}\u0000${entry.name}`;
}
