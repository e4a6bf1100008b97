import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  emptyObjects,
  KINDS,
  lookupOf,
  type MutableObjects,
  type ObjectId,
  objectId,
  parseObjectId,
  TABLE_CHILD_KINDS,
} from '#app/catalog';
import { tableIdOf } from '../dependency.ts';

type Relation = { readonly schema: string; readonly name: string };

/** A catalog while objects come and go: what belongs to one goes with it. */
export class ObjectBag {
  readonly #objects = new Map<ObjectId, CatalogObject>();
  readonly #catalog: Catalog;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    for (const kind of KINDS) for (const object of catalog.objects[kind]) this.#objects.set(object.id, object);
  }

  find(id: ObjectId): CatalogObject | undefined {
    return this.#objects.get(id);
  }

  put(object: CatalogObject): void {
    this.#objects.set(object.id, object);
  }

  /** Takes over what the other catalog has, with all that belongs to it. Its schema comes along where there is none. */
  take(object: CatalogObject, other: Catalog): void {
    const schema = 'schema' in object && object.schema !== null ? objectId('schema', object.schema) : null;
    const own = schema === null || this.#objects.has(schema) ? undefined : lookupOf(other).find(schema);
    if (own) this.put(own);
    this.put(object);
    for (const part of partsOf(object, other)) if (!this.#objects.has(part.id)) this.put(part);
  }

  remove(id: ObjectId): void {
    const object = this.#objects.get(id);
    if (!object) return;
    this.#objects.delete(id);
    for (const part of partsOf(object, this.#catalog)) this.remove(part.id);
    for (const heir of this.#heirsOf(object)) this.remove(heir.id);
    this.#removeMentions(object);
  }

  /** Gives an object another value of some attributes; what inherits them gets them too. */
  change(id: ObjectId, changes: Readonly<Record<string, unknown>>): void {
    const object = this.#objects.get(id);
    if (!object) return;
    for (const heir of this.#heirsOf(object)) {
      const own = heir as unknown as Record<string, unknown>;
      const before = object as unknown as Record<string, unknown>;
      const handed = Object.entries(changes).filter(
        ([name]) => JSON.stringify(own[name]) === JSON.stringify(before[name]),
      );
      if (handed.length > 0) this.change(heir.id, Object.fromEntries(handed));
    }
    this.#objects.set(id, { ...object, ...changes } as CatalogObject);
  }

  catalog(): Catalog {
    const objects: MutableObjects = emptyObjects();
    for (const object of this.#objects.values()) (objects[object.kind] as CatalogObject[]).push(object);
    return buildCatalog({ ...this.#catalog, objects });
  }

  /** Columns and checks of children and partitions that are there because their parent has them. */
  #heirsOf(object: CatalogObject): readonly CatalogObject[] {
    if (!('table' in object) || !('inherited' in object)) return [];
    return childTables(this.#catalog, { schema: object.schema, name: object.table }).flatMap(({ schema, name }) => {
      const heirs = lookupOf(this.#catalog).childrenOf(schema, name)[object.kind] as readonly CatalogObject[];
      return heirs.filter((heir) => 'inherited' in heir && heir.inherited && isHeir(heir, object));
    });
  }

  /** Grants on it, and its place in publications. */
  #removeMentions(object: CatalogObject): void {
    for (const grant of this.#catalog.objects.grant) {
      const isOn = grant.on === object.id || tableIdOf(grant.on) === object.id;
      if (isOn) this.#objects.delete(grant.id);
    }
    if (object.kind !== 'table') return;
    for (const { id } of this.#catalog.objects.publication) {
      const publication = this.#objects.get(id);
      if (publication?.kind !== 'publication') continue;
      const tables = publication.tables.filter(({ schema, name }) => schema !== object.schema || name !== object.name);
      if (tables.length < publication.tables.length) this.put({ ...publication, tables });
    }
  }
}

/** What an object cannot do without, or what goes with it by itself. */
function partsOf(object: CatalogObject, catalog: Catalog): readonly CatalogObject[] {
  switch (object.kind) {
    case 'table':
      return [
        ...childrenOf(object, catalog),
        ...ownedSequences(object.schema, object.name, null, catalog),
        ...childTables(catalog, object).filter(({ partitionOf }) => partitionOf !== null),
      ];
    case 'view':
    case 'materialized-view':
      return childrenOf(object, catalog);
    case 'column':
      return ownedSequences(object.schema, object.table, object.name, catalog);
    default:
      return [];
  }
}

function childrenOf({ schema, name }: Relation, catalog: Catalog): readonly CatalogObject[] {
  const children = lookupOf(catalog).childrenOf(schema, name);
  return TABLE_CHILD_KINDS.flatMap((kind): readonly CatalogObject[] => children[kind]);
}

function ownedSequences(schema: string, table: string, column: string | null, { objects }: Catalog) {
  return objects.sequence.filter(
    ({ ownedBy }) =>
      ownedBy?.schema === schema && ownedBy.table === table && (column === null || ownedBy.column === column),
  );
}

function childTables({ objects }: Catalog, { schema, name }: Relation) {
  const isParent = (one: Relation | undefined) => one?.schema === schema && one.name === name;
  return objects.table.filter(({ partitionOf, inherits }) => isParent(partitionOf?.parent) || inherits.some(isParent));
}

/** By name; a key or an index of a partition has one of its own, and the same columns. */
function isHeir(heir: CatalogObject, parent: CatalogObject): boolean {
  if (parseObjectId(heir.id).parts.at(-1) === parseObjectId(parent.id).parts.at(-1)) return true;
  const structure = (one: CatalogObject) =>
    'keys' in one
      ? JSON.stringify([one.keys, one.kind])
      : 'columns' in one
        ? JSON.stringify([one.columns, one.kind])
        : null;
  return structure(heir) !== null && structure(heir) === structure(parent);
}
