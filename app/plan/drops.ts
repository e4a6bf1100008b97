import {
  type Catalog,
  type CatalogObject,
  KINDS,
  type Kind,
  lookupOf,
  type ObjectId,
  parseObjectId,
} from '#app/catalog';
import { renderCatalog, type Statement } from '#app/sql';
import type { KindSteps } from './alteration.ts';
import { type ChangeSet, goesWithTable, grantedObjects } from './change-set.ts';
import { KIND_STEPS } from './kind-steps.ts';

export interface Drops {
  /** What is in the way: it is made again later, or only stands on something that changes. */
  readonly first: readonly Statement[];
  /** What holds data, or what may still be used until the rest has changed. */
  readonly last: readonly Statement[];
}

/** Kinds that wait: columns and tables hold rows, and the others may be needed by them until then. */
const LATE: ReadonlySet<Kind> = new Set<Kind>([
  'schema',
  'extension',
  'role',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'sequence',
  'table',
  'column',
  'function',
]);

const RELATIONS: ReadonlySet<Kind> = new Set<Kind>([
  'table',
  'view',
  'materialized-view',
  'sequence',
  'index',
  'composite-type',
]);

/** What goes, in the reverse of the order in which it was made. */
export function splitDrops(from: Catalog, changes: ChangeSet): Drops {
  const gone = goneObjects(from, changes);
  const ranks = creationRanks(from);
  const ordered = gone.sort(
    (a, b) => (ranks.get(b.id) ?? rankOfTable(ranks, b)) - (ranks.get(a.id) ?? rankOfTable(ranks, a)),
  );
  const taken = namesTaken(changes);
  const isLate = (object: CatalogObject) =>
    LATE.has(object.kind) && !changes.replaced.has(object.id) && !taken.has(relationName(object.id) ?? '');
  return {
    first: ordered.filter((object) => !isLate(object)).flatMap(dropOf),
    last: ordered.filter(isLate).flatMap(dropOf),
  };
}

/** What belongs to a table that goes, goes with it; but a foreign key first, since tables may name each other. */
function goneObjects(from: Catalog, changes: ChangeSet): CatalogObject[] {
  const { dropped, replaced } = changes;
  const goes = (id: ObjectId) => dropped.has(id) || replaced.has(id);
  const tables = new Set(from.objects.table.filter(({ id }) => goes(id)).map(({ id }) => id));
  const lookup = lookupOf(from);
  const isCarriedAlong = (object: CatalogObject): boolean => {
    if (object.kind === 'foreign-key') return false;
    if (goesWithTable(object.id, tables)) return true;
    if (object.kind === 'sequence' && object.ownedBy !== null) {
      const { schema, table, column } = object.ownedBy;
      const owner = lookup.columnOf(schema, table, column);
      return owner !== undefined && (goes(owner.id) || goesWithTable(owner.id, tables));
    }
    if (object.kind === 'grant') return grantedObjects(object.id).some(goes);
    // A replaced column is dropped where it is made again.
    return object.kind === 'column' && replaced.has(object.id);
  };
  return KINDS.flatMap((kind): readonly CatalogObject[] => from.objects[kind]).filter(
    (object) => goes(object.id) && !isCarriedAlong(object),
  );
}

/** Where each object is first met in the script that would build the catalog. */
export function creationRanks(catalog: Catalog): ReadonlyMap<ObjectId, number> {
  const ranks = new Map<ObjectId, number>();
  for (const [rank, { object }] of renderCatalog(catalog, { constraints: 'separate' }).entries())
    if (!ranks.has(object)) ranks.set(object, rank);
  return ranks;
}

/** A column has no statement of its own: it stands a little behind its table. */
function rankOfTable(ranks: ReadonlyMap<ObjectId, number>, object: CatalogObject): number {
  if (!('table' in object)) return -1;
  return (ranks.get(`table:${object.id.slice(object.id.indexOf(':') + 1, object.id.lastIndexOf('.'))}`) ?? 0) + 0.5;
}

/** Names that something new bears: an old relation of that name has to go first. */
function namesTaken({ made, replaced }: ChangeSet): ReadonlySet<string> {
  return new Set([...made, ...replaced].flatMap((id) => relationName(id) ?? []));
}

function relationName(id: ObjectId): string | null {
  const { kind, parts } = parseObjectId(id);
  return RELATIONS.has(kind) ? parts.slice(0, 2).join('\u0000') : null;
}

function dropOf(object: CatalogObject): readonly Statement[] {
  const steps = KIND_STEPS[object.kind] as unknown as KindSteps<Kind>;
  const sql = steps.drop(object);
  if (sql === null) return [];
  return (typeof sql === 'string' ? [sql] : sql).map((one) => ({ sql: one, object: object.id }));
}
