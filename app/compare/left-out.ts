import { type Catalog, type CatalogObject, lookupOf, parseObjectId } from '#app/catalog';
import { neededExtensions } from '#app/sql';
import { SERIAL_DEFAULT } from './normalize.ts';
import type { Pair } from './pair.ts';

/** The relations of a catalog by `schema NUL name`. */
export type Relations = ReadonlySet<string>;

export function relationsOf({ objects }: Catalog): Relations {
  const relations = [...objects.table, ...objects.view, ...objects['materialized-view']];
  return new Set(relations.map(({ schema, name }) => `${schema}\u0000${name}`));
}

interface Both<T> {
  readonly from: T;
  readonly to: T;
}

/** True for an object on one side only whose absence another difference tells: that of its table, column or parent. */
export function isLeftOut(pair: Pair, relations: Both<Relations>, catalogs: Both<Catalog>): boolean {
  if (pair.from && pair.to) return false;
  const object = (pair.from ?? pair.to)?.object;
  if (!object) return true;
  const otherRelations = pair.from ? relations.to : relations.from;
  const other = pair.from ? catalogs.to : catalogs.from;
  const own = pair.from ? catalogs.from : catalogs.to;
  if ('inherited' in object && object.inherited && isPartOfFamily(object, own)) return true;
  if ('table' in object) return !otherRelations.has(`${object.schema}\u0000${object.table}`);
  switch (object.kind) {
    case 'schema':
      return object.name === 'public';
    case 'extension':
      // Code has no words for an extension: it uses what one brings.
      return object.name === 'plpgsql' || neededNames(other).has(object.name);
    case 'sequence':
      return isSerialSequence(object, own);
    case 'grant':
      return isOnMissing(object.on, otherRelations, other);
    default:
      return false;
  }
}

const needed = new WeakMap<Catalog, ReadonlySet<string>>();

/** Found once per catalog, and only where an extension stands alone: every text is looked through. */
function neededNames(catalog: Catalog): ReadonlySet<string> {
  const names = needed.get(catalog) ?? new Set(neededExtensions(catalog).map(({ name }) => name));
  needed.set(catalog, names);
  return names;
}

/** An inherited constraint, index or trigger follows its parent's; an inherited column that stands alone does not. */
function isPartOfFamily(object: CatalogObject, own: Catalog): boolean {
  if (!('table' in object)) return false;
  const table = own.objects.table.find(({ schema, name }) => schema === object.schema && name === object.table);
  return table !== undefined && (table.partitionOf !== null || table.inherits.length > 0);
}

function isSerialSequence(object: Extract<CatalogObject, { kind: 'sequence' }>, own: Catalog): boolean {
  if (!object.ownedBy) return false;
  const { schema, table, column } = object.ownedBy;
  return lookupOf(own).columnOf(schema, table, column)?.default === SERIAL_DEFAULT;
}

function isOnMissing(on: string, relations: Relations, other: Catalog): boolean {
  const { kind, parts } = parseObjectId(on);
  const [schema = '', name = ''] = parts;
  if (kind === 'table' || kind === 'column' || kind === 'view' || kind === 'materialized-view') {
    return !relations.has(`${schema}\u0000${name}`);
  }
  if (kind === 'schema') return schema !== 'public' && !lookupOf(other).find(on);
  return kind !== 'function' && kind !== 'sequence' ? !lookupOf(other).find(on) : false;
}
