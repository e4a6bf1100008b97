import {
  type Catalog,
  type CatalogObject,
  type Column,
  KINDS,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { parentsOf, renderCatalog, type Statement } from '#app/sql';
import type { KindSteps } from './alteration.ts';
import { multirangeNames, namesOf, sequenceNames } from './borne-names.ts';
import { type ChangeSet, goesWithTable, grantedObjects, isOfOtherType } from './change-set.ts';
import { type Dependency, type Dependents, tableIdOf } from './dependency.ts';
import { grantsOfLostIdentities } from './identity-grants.ts';
import { KIND_STEPS } from './kind-steps.ts';

export interface Drops {
  /** What is in the way: it is made again later, or only stands on something that changes. */
  readonly first: readonly Statement[];
  /** What holds data, or what may still be used until the rest has changed. */
  readonly last: readonly Statement[];
  /** What types that are made anew were made of until then. */
  readonly afterTypes: readonly Statement[];
}

/** Kinds that wait: columns and tables hold rows, and the others may be needed by them until then. */
const LATE: ReadonlySet<Kind> = new Set<Kind>([
  'schema',
  'extension',
  'role',
  'collation',
  'enum',
  'domain',
  'composite-type',
  'range-type',
  'sequence',
  'table',
  'column',
  'function',
]);

/** What goes, in the reverse of the order in which it was made; what needs another thing before that. */
export function splitDrops(from: Catalog, to: Catalog, changes: ChangeSet, dependents: Dependents): Drops {
  const gone = new Map(goneObjects(from, to, changes).map((object) => [object.id, object]));
  const needing = (object: CatalogObject) => wholeOf(object, from).flatMap((id) => dependents.of(id));
  const ranks = creationRanks(from);
  const byRank = [...gone.values()].sort((a, b) => rankOf(ranks, b) - rankOf(ranks, a));
  const ordered = dependentsFirst(byRank, gone, needing);
  const taken = namesTaken(to, changes);
  // A routine is dropped by the types of its arguments, which bear other names once they are made anew.
  const ofRetyped = new Set([...changes.retyped].flatMap((id) => dependents.of(id).map(({ dependent }) => dependent)));
  const ofOtherTypes = new Set(
    to.objects.column.filter((column) => takesOtherType(column, from, changes)).map((column) => tableIdOf(column.id)),
  );
  const first = new Set<ObjectId>();
  for (const object of ordered) {
    const isNamedByTypes = object.kind === 'function' && ofRetyped.has(object.id);
    // A column changes its type in all tables below: what those have of their own may not fit.
    const isBelow = object.kind === 'table' && [...ancestorsOf(object, from)].some((id) => ofOtherTypes.has(id));
    if (isNamedByTypes || isBelow || isInTheWay(object, from, changes, taken)) first.add(object.id);
  }
  // What is built on something that goes first goes before it.
  for (const object of [...ordered].reverse()) {
    if (!first.has(object.id)) continue;
    for (const { dependent } of needing(object)) {
      const other = goneWith(dependent, gone);
      if (other) first.add(other.id);
    }
  }
  const dropOf = (object: CatalogObject) => [...detachOf(object, from, to), ...dropStatements(object)];
  const late = ordered.filter(({ id }) => !first.has(id));
  return {
    first: ordered.filter(({ id }) => first.has(id)).flatMap(dropOf),
    last: late.filter(({ kind }) => kind !== 'collation').flatMap(dropOf),
    afterTypes: late.filter(({ kind }) => kind === 'collation').flatMap(dropOf),
  };
}

function isInTheWay(
  object: CatalogObject,
  from: Catalog,
  { replaced }: ChangeSet,
  taken: ReadonlySet<string>,
): boolean {
  if (!LATE.has(object.kind) || replaced.has(object.id)) return true;
  // What it is computed from keeps its type as long as it is there; it holds nothing of its own.
  if (object.kind === 'column' && object.generated !== null) return true;
  return [...namesOf(object.id), ...namesWithin(object, from)].some((name) => taken.has(name));
}

/** Names that are free once a table or a column is gone: of its keys, and of the sequences of its columns. */
function namesWithin(object: CatalogObject, from: Catalog): readonly string[] {
  if (object.kind === 'range-type') return multirangeNames(object);
  if (object.kind !== 'table' && object.kind !== 'column') return [];
  const lookup = lookupOf(from);
  const table = object.kind === 'table' ? object.name : object.table;
  const children = lookup.childrenOf(object.schema, table);
  const columns = object.kind === 'table' ? children.column : [object];
  const keys = object.kind === 'table' ? [...children['primary-key'], ...children.unique, ...children.exclusion] : [];
  const owned = from.objects.sequence.filter(
    ({ ownedBy }) =>
      ownedBy?.schema === object.schema &&
      ownedBy.table === table &&
      columns.some(({ name }) => name === ownedBy.column),
  );
  return [
    ...keys.flatMap(({ id }) => namesOf(id)),
    ...owned.flatMap(({ id }) => namesOf(id)),
    ...columns.flatMap(({ identity }) => (identity ? sequenceNames(identity.sequence) : [])),
  ];
}

/** What takes an object away: its own statement, or that of its table. */
function goneWith(id: ObjectId, gone: ReadonlyMap<ObjectId, CatalogObject>): CatalogObject | undefined {
  const table = tableIdOf(id);
  return gone.get(id) ?? (table === null ? undefined : gone.get(table));
}

/** What goes by one statement: a table takes its columns, keys and triggers along, and views are built on columns. */
function wholeOf(object: CatalogObject, from: Catalog): readonly ObjectId[] {
  if (object.kind !== 'table') return [object.id];
  const children = Object.values(lookupOf(from).childrenOf(object.schema, object.name)).flat();
  return [object.id, ...children.map(({ id }) => id)];
}

function dependentsFirst(
  objects: readonly CatalogObject[],
  gone: ReadonlyMap<ObjectId, CatalogObject>,
  needing: (object: CatalogObject) => readonly Dependency[],
): readonly CatalogObject[] {
  const ordered: CatalogObject[] = [];
  const seen = new Set<ObjectId>();
  const visit = (object: CatalogObject): void => {
    if (seen.has(object.id)) return;
    seen.add(object.id);
    for (const { dependent } of needing(object)) {
      const other = goneWith(dependent, gone);
      if (other) visit(other);
    }
    ordered.push(object);
  };
  for (const object of objects) visit(object);
  return ordered;
}

/** What belongs to a table that goes, goes with it; but a foreign key first, since tables may name each other. */
function goneObjects(from: Catalog, to: Catalog, changes: ChangeSet): CatalogObject[] {
  const { dropped, replaced, retyped } = changes;
  const goes = (id: ObjectId) => dropped.has(id) || replaced.has(id);
  const tables = new Set(from.objects.table.filter(({ id }) => goes(id)).map(({ id }) => id));
  const lookup = lookupOf(from);
  const canonical = new Set(
    from.objects['range-type'].filter(({ id }) => goes(id) || retyped.has(id)).map((range) => range.canonical),
  );
  const ofLostIdentities = grantsOfLostIdentities(from, to, changes);
  const isCarriedAlong = (object: CatalogObject): boolean => {
    if (object.kind === 'foreign-key') return false;
    if (goesWithTable(object.id, tables)) return true;
    if (object.kind === 'function') return canonical.has(quoteQualified(object.schema, object.name));
    if (object.kind === 'sequence' && object.ownedBy !== null) {
      const { schema, table, column } = object.ownedBy;
      const owner = lookup.columnOf(schema, table, column);
      return owner !== undefined && (goes(owner.id) || goesWithTable(owner.id, tables));
    }
    if (object.kind !== 'grant') return false;
    return ofLostIdentities.has(object.id) || grantedObjects(object.id).some(goes);
  };
  return KINDS.flatMap((kind): readonly CatalogObject[] => from.objects[kind]).filter(
    (object) => goes(object.id) && !isCarriedAlong(object),
  );
}

/** Where each object is first met in the script that would build the catalog. */
function creationRanks(catalog: Catalog): ReadonlyMap<ObjectId, number> {
  const ranks = new Map<ObjectId, number>();
  for (const [rank, { object }] of renderCatalog(catalog, { constraints: 'separate' }).entries())
    if (!ranks.has(object)) ranks.set(object, rank);
  return ranks;
}

/** A column has no statement of its own: it stands a little behind its table. */
function rankOf(ranks: ReadonlyMap<ObjectId, number>, { id, kind }: CatalogObject): number {
  const own = kind === 'column' ? undefined : ranks.get(id);
  if (own !== undefined) return own;
  const table = tableIdOf(id);
  return table === null ? -1 : (ranks.get(table) ?? 0) + 0.5;
}

/** Names that something new bears: what bore them has to go first. */
function namesTaken(to: Catalog, { made, replaced, retyped }: ChangeSet): ReadonlySet<string> {
  const sequences = to.objects.column.flatMap(({ identity }) => (identity ? sequenceNames(identity.sequence) : []));
  const multiranges = to.objects['range-type']
    .filter(({ id }) => made.has(id) || replaced.has(id) || retyped.has(id))
    .flatMap(multirangeNames);
  return new Set([...sequences, ...multiranges, ...[...made, ...replaced].flatMap(namesOf)]);
}

/** A key that refers to a partitioned table hangs on each of its partitions: one that goes has to leave the table first. */
function detachOf(object: CatalogObject, from: Catalog, to: Catalog): readonly Statement[] {
  if (object.kind !== 'table' || object.partitionOf === null) return [];
  const { schema, name } = object.partitionOf.parent;
  const above = ancestorsOf(object, from);
  const isReferenced = to.objects['foreign-key'].some(({ references }) =>
    above.has(objectId('table', references.schema, references.name)),
  );
  if (!isReferenced) return [];
  const partition = quoteQualified(object.schema, object.name);
  return [{ sql: `ALTER TABLE ${quoteQualified(schema, name)} DETACH PARTITION ${partition}`, object: object.id }];
}

function takesOtherType(column: Column, from: Catalog, { carried }: ChangeSet): boolean {
  const old = lookupOf(from).find(column.id);
  return carried.has(column.id) || (old?.kind === 'column' && isOfOtherType(old, column));
}

/** The tables that it is a partition or a child of, and theirs. */
function ancestorsOf(table: Table, catalog: Catalog): ReadonlySet<ObjectId> {
  return new Set(
    parentsOf(table).flatMap(({ schema, name }) => {
      const id = objectId('table', schema, name);
      const parent = lookupOf(catalog).find(id);
      return [id, ...(parent?.kind === 'table' ? ancestorsOf(parent, catalog) : [])];
    }),
  );
}

function dropStatements(object: CatalogObject): readonly Statement[] {
  const steps = KIND_STEPS[object.kind] as unknown as KindSteps<Kind>;
  const sql = steps.drop(object);
  if (sql === null) return [];
  return (typeof sql === 'string' ? [sql] : sql).map((one) => ({ sql: one, object: object.id }));
}
