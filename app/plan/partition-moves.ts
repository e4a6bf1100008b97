import {
  type Catalog,
  type Column,
  type Kind,
  lookupOf,
  type ObjectId,
  objectId,
  quoteQualified,
  type Table,
} from '#app/catalog';
import { hasOtherNotNullName, renderCatalog, type Statement, withOwnNotNullName } from '#app/sql';
import { isSame } from './alteration.ts';
import type { ChangeSet } from './change-set.ts';
import { tableIdOf } from './dependency.ts';
import { renderOwnNotNullName } from './steps/not-null-name.ts';

/** Partitions that come to a tree or leave it stand alone meanwhile; what lies between is planned without their ties. */
export interface PartitionMoves {
  readonly from: Catalog;
  readonly to: Catalog;
  readonly detach: readonly Statement[];
  /** With what a partition can only say once its parent has given it: how its triggers fire, names, comments. */
  readonly attach: readonly Statement[];
}

/** Parts of a partition that its own table has, and that a parent takes over where they are like its own. */
const TAKEN_OVER: ReadonlySet<Kind> = new Set<Kind>([
  'column',
  'primary-key',
  'unique',
  'index',
  'check',
  'foreign-key',
]);

/** Those whose names a new partition would not get from PARTITION OF. */
const NAMED: readonly ('primary-key' | 'unique' | 'index' | 'exclusion')[] = [
  'primary-key',
  'unique',
  'index',
  'exclusion',
];

export function movePartitions(from: Catalog, to: Catalog, changes: ChangeSet): PartitionMoves {
  const detached = new Set(
    from.objects.table.filter((table) => isDetached(table, from, to, changes)).map(({ id }) => id),
  );
  const attached = new Set(
    to.objects.table.filter((table) => isAttached(table, from, to, changes)).map(({ id }) => id),
  );
  if (detached.size + attached.size === 0) return { from, to, detach: [], attach: [] };
  const { catalog: before, statements: named } = nameNotNulls(
    standAlone(from, detached, () => false),
    detached,
    to,
  );
  const known = lookupOf(before);
  const isGiven = (id: ObjectId) => known.find(id) === undefined && isMadeByParent(to, id);
  const after = standAlone(to, attached, isGiven);
  const tables = (catalog: Catalog, ids: ReadonlySet<ObjectId>) =>
    catalog.objects.table.filter(({ id }) => ids.has(id));
  const there = lookupOf(after);
  return {
    from: before,
    to: after,
    detach: [...tables(from, detached).flatMap((table) => render(table, 'DETACH PARTITION')), ...named],
    attach: [
      ...tables(to, attached).flatMap((table) => render(table, 'ATTACH PARTITION')),
      ...renderCatalog(to, { owners: false }).filter(
        ({ object }) => lookupOf(to).find(object) !== undefined && there.find(object) === undefined,
      ),
    ],
  };
}

/**
 * What stood under a parent gets the names that the target has for NOT NULL before anything is attached below: PostgreSQL 18
 * renames in the whole tree, and only where it has one name.
 */
function nameNotNulls(
  catalog: Catalog,
  detached: ReadonlySet<ObjectId>,
  to: Catalog,
): { readonly catalog: Catalog; readonly statements: readonly Statement[] } {
  const [known, after] = [lookupOf(catalog), lookupOf(to)];
  const named = new Map<ObjectId, Column>();
  const statements: Statement[] = [];
  for (const id of detached) {
    const table = known.find(id);
    if (table?.kind !== 'table') continue;
    for (const column of known.childrenOf(table.schema, table.name).column) {
      const other = after.find(column.id);
      if (other?.kind !== 'column' || !column.notNull || !other.notNull || other.inherited) continue;
      if (table.partitionKey === null && other.notNullConstraint === null) continue;
      const name = other.notNullConstraint?.name;
      const notNullConstraint = name === undefined ? null : { name, validated: true, noInherit: false };
      named.set(column.id, { ...column, notNullConstraint });
      statements.push({ sql: renderOwnNotNullName(other), object: column.id });
    }
  }
  if (statements.length === 0) return { catalog, statements };
  const column = catalog.objects.column.map((one) => named.get(one.id) ?? one);
  return { catalog: { ...catalog, objects: { ...catalog.objects, column } }, statements };
}

function render(table: Table, action: 'ATTACH PARTITION' | 'DETACH PARTITION'): readonly Statement[] {
  if (!table.partitionOf) return [];
  const { parent, bound } = table.partitionOf;
  const alter = `ALTER TABLE ${quoteQualified(parent.schema, parent.name)} ${action} ${quoteQualified(table.schema, table.name)}`;
  return [{ sql: action === 'ATTACH PARTITION' ? `${alter} ${bound}` : alter, object: table.id }];
}

function isDetached(table: Table, from: Catalog, to: Catalog, { replaced }: ChangeSet): boolean {
  const other = lookupOf(to).find(table.id);
  if (!table.partitionOf || other?.kind !== 'table' || replaced.has(table.id)) return false;
  return !isSame(table.partitionOf, other.partitionOf) || isNamedOtherwise(table, from, to);
}

/** What a partition has from its parent is named anew only as long as it stands alone. */
function isNamedOtherwise(table: Table, from: Catalog, to: Catalog): boolean {
  return lookupOf(from)
    .childrenOf(table.schema, table.name)
    .column.some((column) => {
      const other = lookupOf(to).columnOf(table.schema, table.name, column.name);
      if (!other?.notNull || !column.notNull || isSame(column.notNullConstraint, other.notNullConstraint)) return false;
      return hasOtherNotNullName(from, column) || hasOtherNotNullName(to, other);
    });
}

/** To a parent that stays. A new partition comes by PARTITION OF where nothing in it has a name of its own. */
function isAttached(table: Table, from: Catalog, to: Catalog, { replaced }: ChangeSet): boolean {
  if (!table.partitionOf) return false;
  const old = lookupOf(from).find(table.id);
  if (old?.kind === 'table' && !replaced.has(table.id))
    return !isSame(old.partitionOf, table.partitionOf) || isNamedOtherwise(table, from, to);
  const { schema, name } = table.partitionOf.parent;
  const parent = objectId('table', schema, name);
  if (lookupOf(from).find(parent) === undefined || replaced.has(parent)) return false;
  return partitionTree(to, table).some((one) => {
    const children = lookupOf(to).childrenOf(one.schema, one.name);
    return NAMED.some((kind) => children[kind].some(({ inherited }) => inherited));
  });
}

/** A table with its partitions and theirs. */
export function partitionTree(catalog: Catalog, table: Table): readonly Table[] {
  const below = catalog.objects.table.filter(
    ({ partitionOf }) => partitionOf?.parent.schema === table.schema && partitionOf.parent.name === table.name,
  );
  return [table, ...below.flatMap((one) => partitionTree(catalog, one))];
}

/** The tables as if they had no parent; what is given by a parent only, and `isGiven`, is left out. */
function standAlone(catalog: Catalog, tables: ReadonlySet<ObjectId>, isGiven: (id: ObjectId) => boolean): Catalog {
  const roots = catalog.objects.table.filter(({ id }) => tables.has(id));
  const trees = new Set(roots.flatMap((table) => partitionTree(catalog, table)).map(({ id }) => id));
  const alone = <T extends { readonly id: ObjectId; readonly kind: Kind }>(object: T): readonly T[] => {
    if (object.kind === 'table') return [tables.has(object.id) ? { ...object, partitionOf: null } : object];
    const table = tableIdOf(object.id) ?? (object.kind === 'index' ? tableOfIndex(object) : null);
    if (table === null || !trees.has(table) || !('inherited' in object) || object.inherited !== true) return [object];
    if (object.kind === 'trigger' || object.kind === 'exclusion') return [];
    if (object.kind === 'foreign-key' && isGiven(object.id)) return [];
    if (!tables.has(table) || !TAKEN_OVER.has(object.kind)) return [object];
    if (object.kind !== 'column') return [{ ...object, inherited: false }];
    const column = withOwnNotNullName(catalog, object as unknown as Column);
    return [{ ...column, inherited: false, identity: null } as unknown as T];
  };
  const objects = Object.fromEntries(
    Object.entries(catalog.objects).map(([kind, list]) => [
      kind,
      (list as readonly { readonly id: ObjectId; readonly kind: Kind }[]).flatMap(alone),
    ]),
  );
  return { ...catalog, objects: objects as unknown as Catalog['objects'] };
}

function tableOfIndex(object: object): ObjectId | null {
  if (!('schema' in object && 'table' in object)) return null;
  return objectId('table', String(object.schema), String(object.table));
}

/** A parent gives its foreign keys under their own names. */
function isMadeByParent(catalog: Catalog, id: ObjectId): boolean {
  const key = lookupOf(catalog).find(id);
  if (key?.kind !== 'foreign-key') return false;
  const table = lookupOf(catalog).find(objectId('table', key.schema, key.table));
  const parent = table?.kind === 'table' ? table.partitionOf?.parent : undefined;
  if (!parent) return false;
  return lookupOf(catalog)
    .childrenOf(parent.schema, parent.name)
    ['foreign-key'].some(({ name }) => name === key.name);
}
