import { type Catalog, type CatalogObject, KINDS } from '#app/catalog';
import { type Rename, renameCatalog } from '#app/compare';
import { renamedInSql } from './rename-in-sql.ts';

/** The catalog of the code with some names changed, in its SQL texts too: `${table.column}` follows the column. */
export function withNewNames(catalog: Catalog, renames: readonly Rename[]): Catalog {
  return renames.reduce((now, rename) => {
    const renamed = renameCatalog({ catalog: now, before: new Map() }, rename);
    return withTexts(renamed.catalog, rename);
  }, catalog);
}

function withTexts(catalog: Catalog, rename: Rename): Catalog {
  const [schema, table] = rename.to;
  const isNamed = (object: CatalogObject) =>
    rename.kind !== 'column' || ('table' in object && object.table === table && object.schema === schema);
  const lists = KINDS.map((kind) => [
    kind,
    (catalog.objects[kind] as readonly CatalogObject[]).map((object) =>
      isNamed(object) ? inObject(object, rename) : object,
    ),
  ]);
  return { ...catalog, objects: Object.fromEntries(lists) as Catalog['objects'] };
}

function inObject(object: CatalogObject, rename: Rename): CatalogObject {
  const renamed = <T extends string | null>(text: T): T => (text === null ? text : (renamedInSql(text, rename) as T));
  switch (object.kind) {
    case 'check':
      return { ...object, expression: renamed(object.expression) };
    case 'policy':
      return { ...object, using: renamed(object.using), check: renamed(object.check) };
    case 'view':
    case 'materialized-view':
      return { ...object, definition: renamed(object.definition) };
    case 'index':
      return {
        ...object,
        predicate: renamed(object.predicate),
        keys: object.keys.map((key) => (key.isExpression ? { ...key, expression: renamed(key.expression) } : key)),
      };
    case 'column':
      return object.generated
        ? { ...object, generated: { ...object.generated, expression: renamed(object.generated.expression) } }
        : object;
    default:
      return object;
  }
}

/** Kinds to which Drizzle gives names made of those of their table and columns. */
const NAMED_BY_DRIZZLE = ['primary-key', 'unique', 'foreign-key', 'index'] as const;

/**
 * A catalog with the names that another has for what is the same but for its name: what the code leaves to Drizzle is called otherwise
 * once its table or column is.
 */
export function withNamesOf(catalog: Catalog, other: Catalog): Catalog {
  const lists = NAMED_BY_DRIZZLE.map((kind) => {
    const own = catalog.objects[kind] as readonly CatalogObject[];
    const known = new Set(own.map(({ id }) => id));
    const open = (other.objects[kind] as readonly CatalogObject[]).filter(({ id }) => !known.has(id));
    const wanted = new Set(other.objects[kind].map(({ id }) => id));
    const list = own.map((object) => {
      const at = wanted.has(object.id) ? -1 : open.findIndex((one) => shapeOf(one) === shapeOf(object));
      const [named] = at < 0 ? [] : open.splice(at, 1);
      return named && 'name' in named ? { ...object, id: named.id, name: named.name } : object;
    });
    return [kind, list];
  });
  return { ...catalog, objects: { ...catalog.objects, ...Object.fromEntries(lists) } };
}

function shapeOf({ id, origins, ...rest }: CatalogObject): string {
  return JSON.stringify({ ...rest, name: null });
}
