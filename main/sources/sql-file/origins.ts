import {
  buildCatalog,
  type Catalog,
  type CatalogObject,
  type CatalogObjects,
  KINDS,
  type ObjectId,
  type Origin,
  objectId,
} from '#app/catalog';
import type { StatementMark } from '#main/shadow/protocol.ts';
import type { ObjectXmins, Stamp } from './catalog-xmins.ts';

/** Gives every object the place of the statement that made it and, where another did, of the one that changed it last. */
export function withOrigins(
  catalog: Catalog,
  xmins: ObjectXmins,
  marks: readonly StatementMark[],
  originOf: (statement: number) => Origin | undefined,
): Catalog {
  const find = (stamp: Stamp | undefined) => {
    const mark = stamp && markOf(marks, stamp);
    return mark && originOf(mark.index);
  };
  const originsOf = (id: ObjectId) => {
    const made = find(xmins.made.get(id));
    const changed = find(xmins.changed.get(id));
    const origins = [made, changed].filter((origin) => origin !== undefined);
    return made && changed && made.file === changed.file && made.line === changed.line ? [made] : origins;
  };
  const objects = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      catalog.objects[kind].map((object) => ({ ...object, origins: placeOf(object, originsOf) })),
    ]),
  ) as unknown as CatalogObjects;
  return buildCatalog({ ...catalog, objects });
}

/** What has no row of its own that tells (a grant, an inherited constraint) stands where its object does. */
function placeOf(object: CatalogObject, originsOf: (id: ObjectId) => readonly Origin[]): readonly Origin[] {
  const own = originsOf(object.id);
  if (own.length > 0) return own;
  if (object.kind === 'grant') return originsOf(object.on);
  if ('table' in object) return originsOf(objectId('table', object.schema, object.table));
  return [];
}

/**
 * The mark of the statement that wrote a row. A subtransaction, and a statement that commits by itself, has a greater
 * number than its mark.
 */
function markOf(marks: readonly StatementMark[], { xid, command }: Stamp): StatementMark | undefined {
  const last = marks[lastUpTo(marks, (mark) => mark.xid <= xid)];
  if (!last) return undefined;
  const isUpTo = (mark: StatementMark) => mark.xid < last.xid || (mark.xid === last.xid && mark.command <= command);
  const exact = marks[lastUpTo(marks, isUpTo)];
  return exact?.xid === last.xid ? exact : last;
}

/** Marks are sorted: those that pass come first. */
function lastUpTo(marks: readonly StatementMark[], passes: (mark: StatementMark) => boolean): number {
  let low = 0;
  let high = marks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const mark = marks[middle];
    if (mark && passes(mark)) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
