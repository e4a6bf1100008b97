import { z } from 'zod';
import { objectIdSchema } from './base.ts';
import { type CatalogObject, KINDS, type Kind, type ObjectOf, objectSchemas } from './kinds.ts';

/** The version of the catalog's JSON form. A saved catalog with another one is refused, not guessed at. */
export const CATALOG_VERSION = 1;

/** Something that exists and that the model has no words for. Named, so that nothing is dropped in silence. */
export const unmodelledSchema = z
  .object({
    /** PostgreSQL's name of the class: `operator`, `cast`, `text search configuration` … */
    what: z.string(),
    name: z.string(),
    schema: z.string().nullable(),
  })
  .readonly();
export type Unmodelled = z.infer<typeof unmodelledSchema>;

/** An object that an extension owns: folded away from the lists by kind. */
export const extensionMemberSchema = z.object({ id: objectIdSchema, extension: z.string() }).readonly();
export type ExtensionMember = z.infer<typeof extensionMemberSchema>;

/** Every object of one source, one list per kind, each list sorted by identity (columns: by table, then position). */
export type CatalogObjects = { readonly [K in Kind]: readonly ObjectOf<K>[] };

/** The server whose rules the texts follow. */
export const serverSchema = z
  .object({
    /** `server_version_num / 10000`. */
    major: z.int(),
    /** `server_version`: `16.4`. */
    version: z.string(),
    flavour: z.enum(['postgresql', 'pglite']),
  })
  .readonly();
export type Server = z.infer<typeof serverSchema>;

/** Everything one source says exists: plain, immutable, serialisable. `server` is `null` for code, which met none. */
export interface Catalog {
  readonly catalogVersion: typeof CATALOG_VERSION;
  readonly server: Server | null;
  readonly objects: CatalogObjects;
  readonly unmodelled: readonly Unmodelled[];
  readonly extensionMembers: readonly ExtensionMember[];
}

const listSchemas = Object.fromEntries(
  KINDS.map((kind) => [kind, z.array(objectSchemas[kind]).readonly()]),
) as unknown as {
  [K in Kind]: z.ZodType<readonly ObjectOf<K>[]>;
};

export const catalogSchema = z
  .object({
    catalogVersion: z.literal(CATALOG_VERSION),
    server: serverSchema.nullable(),
    objects: z.object(listSchemas).readonly(),
    unmodelled: z.array(unmodelledSchema).readonly(),
    extensionMembers: z.array(extensionMemberSchema).readonly(),
  })
  .readonly();

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
