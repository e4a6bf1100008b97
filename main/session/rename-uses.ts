import type { DraftRename } from '#app/api';
import {
  type Catalog,
  type CatalogObject,
  lookupOf,
  type ObjectId,
  objectId,
  parseObjectId,
  printObjectId,
  type Reading,
} from '#app/catalog';
import type { AcceptedRename } from '#app/compare';
import type { Usage, Usages } from '#app/usages';

export interface RenameUsesInput {
  /** Of the comparison that was drafted of, in either direction. */
  readonly renames: readonly AcceptedRename[];
  /** What the draft changes: there the old names are. */
  readonly from: Catalog;
  readonly code: Reading;
  /** Finds the uses of a schema in the project's code. */
  readonly usages: (reading: Reading) => Promise<Usages>;
}

const USED: ReadonlySet<string> = new Set(['table', 'column', 'enum', 'view', 'materialized-view', 'schema']);

/**
 * Where the project's code still says the old name of what is renamed, in SQL of its own too. The code is searched as if what it
 * declares had its old name as well as its new one.
 */
export async function renameUses({ renames, from, code, usages }: RenameUsesInput): Promise<readonly DraftRename[]> {
  const ordered = renames
    .filter(({ kind }) => USED.has(kind))
    .map(({ kind, from: one, to: other }) => {
      const isBack = !lookupOf(from).find(one) && lookupOf(from).find(other) !== undefined;
      return isBack ? { kind, from: other, to: one } : { kind, from: one, to: other };
    });
  if (ordered.length === 0) return [];
  const { usages: found } = await usages({ ...code, catalog: withOldNames(code.catalog, ordered) });
  return ordered.map((rename) => ({ ...rename, uses: found.filter((usage) => isOf(usage, rename)) }));
}

type Renamed = Pick<AcceptedRename, 'kind' | 'from' | 'to'>;

/** Of a table its columns too: each names it. */
function isOf({ object }: Usage, { kind: what, from }: Renamed): boolean {
  if (object === from) return true;
  if (what !== 'table') return false;
  const [own, whole] = [parseObjectId(object), parseObjectId(from)];
  return own.kind === 'column' && own.parts[0] === whole.parts[0] && own.parts[1] === whole.parts[1];
}

function withOldNames(catalog: Catalog, renames: readonly Renamed[]): Catalog {
  const objects = { ...catalog.objects };
  const add = (object: CatalogObject) => {
    Object.assign(objects, { [object.kind]: [...objects[object.kind], object] });
  };
  for (const { from, to } of renames) {
    const now = lookupOf(catalog).find(to);
    if (!now || lookupOf(catalog).find(from)) continue;
    for (const object of asCalled(catalog, now, from)) add(object);
  }
  return { ...catalog, objects };
}

/** The object under another identity; a table with its columns. */
function asCalled(catalog: Catalog, object: CatalogObject, id: ObjectId): readonly CatalogObject[] {
  const { parts } = parseObjectId(id);
  const name = parts.at(-1) ?? '';
  const renamed = { ...object, id: printObjectId(parseObjectId(id)), name } as CatalogObject;
  if (object.kind !== 'table') return [renamed];
  const [schema = ''] = parts;
  const columns = lookupOf(catalog).childrenOf(object.schema, object.name).column;
  return [
    { ...object, id, schema, name },
    ...columns.map((column) => ({ ...column, id: objectId('column', schema, name, column.name), schema, table: name })),
  ];
}
