import { type Catalog, compareText, lookupOf, type ObjectOf, objectId, type Table } from '#app/catalog';
import { type OrderEdge, type Ordered, orderByNeed } from './order.ts';
import { partitionRoot } from './partition-tree.ts';
import { indexNames, type NameIndex } from './references.ts';
import { parentsOf } from './table-parts.ts';

/** Kinds that may need each other in any direction: their order comes from what their texts name. */
const RANKED_KINDS = [
  'enum',
  'composite-type',
  'domain',
  'range-type',
  'sequence',
  'function',
  'table',
  'view',
  'materialized-view',
] as const;
type RankedKind = (typeof RANKED_KINDS)[number];
export type RankedObject = ObjectOf<RankedKind>;

/**
 * The order in which types, sequences, routines, tables and views can be made. `postponed` holds the tables whose
 * defaults and checks must follow later, since a function they call needs the table's own type.
 */
export function creationOrder(catalog: Catalog): Ordered<RankedObject> {
  const objects = RANKED_KINDS.flatMap((kind): readonly RankedObject[] => catalog.objects[kind]).sort(
    (a, b) => rank(a) - rank(b) || compareText(a.id, b.id),
  );
  const names = indexNames(objects.map((object) => [object, object] as const));
  return orderByNeed(objects.map((object) => ({ value: object, needs: needsOf(catalog, object, names) })));
}

function rank(object: RankedObject): number {
  // A body in SQL's own grammar is parsed when it is made: the tables it reads come first.
  if (object.kind === 'function' && object.sqlBody) return RANKED_KINDS.indexOf('table') + 0.5;
  // Aggregates need the functions they are made of.
  if (object.kind === 'function' && object.routine === 'aggregate') return RANKED_KINDS.indexOf('function') + 0.5;
  return RANKED_KINDS.indexOf(object.kind);
}

function needsOf(catalog: Catalog, object: RankedObject, names: NameIndex<RankedObject>): OrderEdge<RankedObject>[] {
  if (object.kind === 'table') return tableNeeds(catalog, object, names);
  const needs = edges(names, textsOf(object), 'hard');
  // The key of a partitioned table, by which a query may group, can only be made after its partitions.
  return parsesQueries(object) ? [...needs, ...partitionsOf(catalog, needs)] : needs;
}

/** True of what the server parses when it is made, and not only when it is used. */
export function parsesQueries(object: RankedObject): boolean {
  return (
    object.kind === 'view' || object.kind === 'materialized-view' || (object.kind === 'function' && object.sqlBody)
  );
}

function partitionsOf(catalog: Catalog, needs: readonly OrderEdge<RankedObject>[]): OrderEdge<RankedObject>[] {
  const roots = new Set(needs.flatMap(({ on }) => (on.kind === 'table' && on.partitionKey !== null ? [on] : [])));
  if (roots.size === 0) return [];
  return catalog.objects.table
    .filter((table) => table.partitionOf !== null && roots.has(partitionRoot(catalog, table)))
    .map((on) => ({ on, strength: 'likely' }));
}

function textsOf(object: Exclude<RankedObject, Table>): readonly string[] {
  switch (object.kind) {
    case 'enum':
    case 'sequence':
      return [];
    case 'domain':
      return texts(object.type, object.default, ...object.checks.map((check) => check.expression));
    case 'composite-type':
      return object.attributes.map((attribute) => attribute.type);
    case 'range-type':
      return texts(object.subtype, object.canonical, object.subtypeDiff);
    case 'function':
      return texts(object.arguments, object.returns, readsBody(object) ? object.body : null);
    case 'view':
    case 'materialized-view':
      return [object.definition];
  }
}

function readsBody(routine: ObjectOf<'function'>): boolean {
  return routine.sqlBody || routine.routine === 'aggregate';
}

function tableNeeds(catalog: Catalog, table: Table, names: NameIndex<RankedObject>): OrderEdge<RankedObject>[] {
  const lookup = lookupOf(catalog);
  const { column, check } = lookup.childrenOf(table.schema, table.name);
  const hard = [...new Set(column.map(({ type }) => type)), ...texts(table.partitionKey, table.partitionOf?.bound)];
  const generated = column.flatMap((one) => texts(one.generated?.expression));
  const soft = [...column.flatMap((one) => texts(one.default)), ...check.map((one) => one.expression)];
  const parents = parentsOf(table).flatMap((parent): OrderEdge<RankedObject>[] => {
    const found = lookup.find(objectId('table', parent.schema, parent.name));
    return found?.kind === 'table' ? [{ on: found, strength: 'hard' }] : [];
  });
  return [...parents, ...edges(names, [...hard, ...generated], 'hard'), ...edges(names, soft, 'soft')];
}

function edges(
  names: NameIndex<RankedObject>,
  sources: readonly string[],
  strength: 'hard' | 'soft',
): OrderEdge<RankedObject>[] {
  const { sure, likely } = names.find(sources);
  return [
    ...[...sure].map((on) => ({ on, strength })),
    ...[...likely].map((on) => ({ on, strength: 'likely' as const })),
  ];
}

function texts(...values: readonly (string | null | undefined)[]): readonly string[] {
  return values.filter((value) => value !== null && value !== undefined);
}
