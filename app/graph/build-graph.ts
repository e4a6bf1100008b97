import {
  type Catalog,
  compareText,
  type ForeignKey,
  lookupOf,
  type ObjectId,
  objectId,
  type QualifiedName,
  type Relation,
} from '#app/catalog';
import { enumTypes, tableColumns, uniqueSets, viewColumns } from './columns.ts';
import { findHubs } from './hubs.ts';
import { partitionRoots } from './partitions.ts';
import type { GraphEdge, GraphNode, SchemaGraph } from './schema-graph.ts';
import { viewReads } from './view-reads.ts';

export interface GraphInput {
  readonly catalog: Catalog;
  /** Drizzle relations: those that no foreign key stands behind are drawn too. */
  readonly relations?: readonly Relation[];
  /**
   * The file that declares a relation, by identity: code's, so that every source groups its tables alike. Without it, the
   * catalog's own origins.
   */
  readonly files?: ReadonlyMap<ObjectId, string>;
  /** The tenant root, whose references are always folded (`#app/coverage` detects it). */
  readonly tenantRoot?: QualifiedName | null;
}

/** An edge before it is known how many run beside it and which are folded. */
export type BareEdge = Omit<GraphEdge, 'lane' | 'lanes' | 'foldedInto'>;

/** Turns a catalog into nodes and edges. Partitions stand as their root; what an extension owns is left out. */
export function buildGraph({ catalog, relations = [], files, tenantRoot = null }: GraphInput): SchemaGraph {
  const extensionMembers = new Set(catalog.extensionMembers.map((member) => member.id));
  const roots = partitionRoots(catalog);
  const bare = bareNodes(catalog, extensionMembers, roots);
  const known = new Set(bare.map((node) => node.id));
  const edges = bareEdges(catalog, relations, roots, known);
  const hubs = findHubs([...known], edges, tenantRoot && objectId('table', tenantRoot.schema, tenantRoot.name));
  const laned = withLanes(edges, new Set(hubs.keys()));
  const hubsOf = new Map<ObjectId, Set<ObjectId>>();
  for (const edge of laned) {
    if (edge.foldedInto === null) continue;
    const set = hubsOf.get(edge.from) ?? new Set();
    hubsOf.set(edge.from, set.add(edge.foldedInto));
  }
  const nodes = bare.map((node) => ({
    ...node,
    file: files?.get(node.id) ?? node.file,
    hub: hubs.get(node.id) ?? null,
    hubsReferenced: [...(hubsOf.get(node.id) ?? [])].sort(compareText),
  }));
  return { nodes, edges: laned, hubs: [...hubs.keys()] };
}

type BareNode = Omit<GraphNode, 'hub' | 'hubsReferenced'>;

function bareNodes(
  catalog: Catalog,
  extensionMembers: ReadonlySet<ObjectId>,
  roots: ReadonlyMap<ObjectId, ObjectId>,
): readonly BareNode[] {
  const enums = enumTypes(catalog);
  const partitions = new Map<ObjectId, number>();
  for (const root of roots.values()) partitions.set(root, (partitions.get(root) ?? 0) + 1);
  const nodes: BareNode[] = [];
  for (const table of catalog.objects.table) {
    if (roots.has(table.id) || extensionMembers.has(table.id)) continue;
    const columns = tableColumns(catalog, table, enums);
    nodes.push({ ...identityOf(table), columns, partitions: partitions.get(table.id) ?? 0 });
  }
  for (const kind of ['view', 'materialized-view'] as const) {
    for (const view of catalog.objects[kind]) {
      if (extensionMembers.has(view.id)) continue;
      nodes.push({ ...identityOf(view), columns: viewColumns(view), partitions: 0 });
    }
  }
  return nodes.sort((a, b) => compareText(a.id, b.id));
}

function identityOf<K extends GraphNode['kind']>(object: {
  readonly id: ObjectId;
  readonly kind: K;
  readonly schema: string;
  readonly name: string;
  readonly comment: string | null;
  readonly origins: readonly { readonly file?: string | undefined }[];
}) {
  const { id, kind, schema, name, comment } = object;
  return { id, kind, schema, name, comment, file: object.origins.find((origin) => origin.file)?.file ?? null };
}

function bareEdges(
  catalog: Catalog,
  relations: readonly Relation[],
  roots: ReadonlyMap<ObjectId, ObjectId>,
  known: ReadonlySet<ObjectId>,
): readonly BareEdge[] {
  const standing = (id: ObjectId) => roots.get(id) ?? id;
  const edges: BareEdge[] = [];
  for (const key of catalog.objects['foreign-key']) {
    if (!key.inherited) edges.push(foreignKeyEdge(catalog, key, standing));
  }
  for (const table of catalog.objects.table) {
    for (const parent of table.inherits)
      edges.push(plainEdge('inherits', table.id, objectId('table', parent.schema, parent.name), 'INHERITS'));
  }
  for (const { view, reads } of viewReads(catalog)) edges.push(plainEdge('reads', view, standing(reads), 'reads'));
  edges.push(...relationEdges(catalog, relations, edges));
  return edges.filter((edge) => known.has(edge.from) && known.has(edge.to)).sort((a, b) => compareText(a.id, b.id));
}

function foreignKeyEdge(catalog: Catalog, key: ForeignKey, standing: (id: ObjectId) => ObjectId): BareEdge {
  const lookup = lookupOf(catalog);
  const columns = new Set(key.columns);
  return {
    id: key.id,
    kind: 'foreign-key',
    name: key.name,
    from: standing(objectId('table', key.schema, key.table)),
    to: standing(objectId('table', key.references.schema, key.references.name)),
    columns: key.columns,
    referencedColumns: key.referencedColumns,
    optional: key.columns.some((name) => lookup.columnOf(key.schema, key.table, name)?.notNull !== true),
    unique: uniqueSets(catalog, { schema: key.schema, name: key.table }).some((set) =>
      set.every((name) => columns.has(name)),
    ),
  };
}

function plainEdge(kind: 'inherits' | 'reads', from: ObjectId, to: ObjectId, name: string): BareEdge {
  return {
    id: `${kind} ${from} ${to}`,
    kind,
    name,
    from,
    to,
    columns: [],
    referencedColumns: [],
    optional: false,
    unique: false,
  };
}

/** Relations with columns on their own side that no foreign key guards, in either direction. */
function relationEdges(
  catalog: Catalog,
  relations: readonly Relation[],
  edges: readonly BareEdge[],
): readonly BareEdge[] {
  const pair = (from: ObjectId, columns: readonly string[], to: ObjectId) =>
    `${from} ${[...columns].sort().join()} ${to}`;
  const guarded = new Set(edges.map((edge) => pair(edge.from, edge.columns, edge.to)));
  const lookup = lookupOf(catalog);
  const found: BareEdge[] = [];
  for (const relation of relations) {
    const from = objectId('table', relation.from.schema, relation.from.table);
    const to = objectId('table', relation.to.schema, relation.to.table);
    if (relation.cardinality !== 'one' || relation.from.columns.length === 0) continue;
    if (guarded.has(pair(from, relation.from.columns, to)) || guarded.has(pair(to, relation.to.columns, from)))
      continue;
    guarded.add(pair(from, relation.from.columns, to));
    const { columns } = relation.from;
    const optional = columns.some(
      (name) => lookup.columnOf(relation.from.schema, relation.from.table, name)?.notNull !== true,
    );
    const id = `relation ${from} ${columns.join()} ${to}`;
    found.push({
      id,
      kind: 'relation',
      name: relation.name,
      from,
      to,
      columns,
      referencedColumns: relation.to.columns,
      optional,
      unique: false,
    });
  }
  return found;
}

/** Numbers parallel edges, and folds references to a hub (not the hub's own, and no self reference) into its badge. */
function withLanes(edges: readonly BareEdge[], hubs: ReadonlySet<ObjectId>): readonly GraphEdge[] {
  const beside = new Map<string, number>();
  const pair = (edge: BareEdge) => (edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`);
  for (const edge of edges) beside.set(pair(edge), (beside.get(pair(edge)) ?? 0) + 1);
  const taken = new Map<string, number>();
  return edges.map((edge) => {
    const lane = taken.get(pair(edge)) ?? 0;
    taken.set(pair(edge), lane + 1);
    const folds = hubs.has(edge.to) && edge.from !== edge.to && edge.kind !== 'reads';
    return { ...edge, lane, lanes: beside.get(pair(edge)) ?? 1, foldedInto: folds ? edge.to : null };
  });
}
