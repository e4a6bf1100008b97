import type { ObjectId } from './base.ts';
import type { Catalog } from './catalog.ts';
import type { Column } from './column.ts';
import { type CatalogObject, KINDS, type Kind, type ObjectOf } from './kinds.ts';

/** Kinds whose objects belong to a table (or view) named by `schema` and `table`. */
export const TABLE_CHILD_KINDS = [
  'column',
  'primary-key',
  'unique',
  'foreign-key',
  'check',
  'exclusion',
  'index',
  'trigger',
  'rule',
  'policy',
] as const satisfies readonly Kind[];
export type TableChildKind = (typeof TABLE_CHILD_KINDS)[number];
export type TableChildren = { readonly [K in TableChildKind]: readonly ObjectOf<K>[] };

/** Answers derived from a catalog, made once and kept as long as the catalog is. */
export interface CatalogLookup {
  find(id: ObjectId): CatalogObject | undefined;
  /** What belongs to a table, columns by position; empty lists where the table is unknown. */
  childrenOf(schema: string, table: string): TableChildren;
  columnOf(schema: string, table: string, column: string): Column | undefined;
}

const lookups = new WeakMap<Catalog, CatalogLookup>();

export function lookupOf(catalog: Catalog): CatalogLookup {
  let lookup = lookups.get(catalog);
  if (!lookup) {
    lookup = buildLookup(catalog);
    lookups.set(catalog, lookup);
  }
  return lookup;
}

type MutableChildren = { [K in TableChildKind]: ObjectOf<K>[] };

function emptyChildren(): MutableChildren {
  return Object.fromEntries(TABLE_CHILD_KINDS.map((kind) => [kind, []])) as unknown as MutableChildren;
}

const NO_CHILDREN: TableChildren = emptyChildren();

function buildLookup(catalog: Catalog): CatalogLookup {
  // Who only asks for what belongs to tables does not wait for an index of everything.
  let byId: ReadonlyMap<ObjectId, CatalogObject> | null = null;
  const byTable: ByTable = new Map();
  for (const kind of TABLE_CHILD_KINDS) {
    let [schema, table]: readonly [string?, string?] = [];
    let own: CatalogObject[] = [];
    for (const object of catalog.objects[kind]) {
      // What belongs to one table mostly stands together.
      if (object.table !== table || object.schema !== schema) {
        ({ schema, table } = object);
        own = childrenIn(byTable, schema, table)[kind];
      }
      own.push(object);
    }
  }
  const childrenOf = (schema: string, table: string) => byTable.get(schema)?.get(table) ?? NO_CHILDREN;
  return {
    find: (id) => {
      byId ??= indexById(catalog);
      return byId.get(id);
    },
    childrenOf,
    columnOf: (schema, table, column) => {
      for (const candidate of childrenOf(schema, table).column) if (candidate.name === column) return candidate;
      return undefined;
    },
  };
}

function indexById(catalog: Catalog): ReadonlyMap<ObjectId, CatalogObject> {
  const byId = new Map<ObjectId, CatalogObject>();
  for (const kind of KINDS) for (const object of catalog.objects[kind]) byId.set(object.id, object);
  return byId;
}

/** By schema, then by name: to find one, no text has to be put together. */
type ByTable = Map<string, Map<string, MutableChildren>>;

function childrenIn(byTable: ByTable, schema: string, table: string): MutableChildren {
  let tables = byTable.get(schema);
  if (!tables) {
    tables = new Map();
    byTable.set(schema, tables);
  }
  let children = tables.get(table);
  if (!children) {
    children = emptyChildren();
    tables.set(table, children);
  }
  return children;
}
