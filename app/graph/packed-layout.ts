import type { ObjectId } from '#app/catalog';
import { type LayoutOptions, layoutGraph } from './layout.ts';
import type { GroupOf } from './modules.ts';
import { nodeSize } from './node-size.ts';
import type { Box, GraphEdge, GraphLayout, GraphNode, PlacedModule, SchemaGraph } from './schema-graph.ts';

/** What a layout asks of a graph, and no more: what a thread hands to another is copied. Relations stand by their number. */
export interface PackedGraph {
  readonly relations: readonly Pick<GraphNode, 'id' | 'kind' | 'schema' | 'name' | 'file' | 'hub'>[];
  /** Width and height of each relation. */
  readonly sizes: Float64Array;
  /** Of each reference the two ends and the hub it is folded into (-1: none). */
  readonly references: Int32Array;
}

/** The same for {@link LayoutOptions}. */
export interface PackedOptions {
  /** The group of each relation; `null` where references make the groups. */
  readonly groups: readonly string[] | null;
  readonly collapsed: readonly string[];
  /** Ids and places of the modules before a change. */
  readonly previous: readonly Pick<PlacedModule, 'id' | 'box'>[] | null;
}

/** A layout as it comes back. */
export interface PackedLayout {
  readonly modules: readonly PlacedModule[];
  /** x, y, width and height of each relation; NaN where its module is collapsed. */
  readonly boxes: Float64Array;
  /** The relations that have a box, in the order of the layout. */
  readonly order: Int32Array;
  readonly bounds: Box;
}

export function packGraph(graph: SchemaGraph): PackedGraph {
  const numbers = new Map(graph.nodes.map(({ id }, number) => [id, number]));
  const sizes = new Float64Array(2 * graph.nodes.length);
  const relations = graph.nodes.map((node, number) => {
    const { width, height } = nodeSize(node);
    sizes[2 * number] = width;
    sizes[2 * number + 1] = height;
    const { id, kind, schema, name, file, hub } = node;
    return { id, kind, schema, name, file, hub };
  });
  const numberOf = (id: ObjectId | null) => (id === null ? -1 : (numbers.get(id) ?? -1));
  const references = new Int32Array(3 * graph.edges.length);
  graph.edges.forEach(({ from, to, foldedInto }, at) => {
    references.set([numberOf(from), numberOf(to), numberOf(foldedInto)], 3 * at);
  });
  return { relations, sizes, references };
}

export function packOptions(graph: SchemaGraph, { groupOf, collapsed, previous }: LayoutOptions): PackedOptions {
  return {
    groups: groupOf ? graph.nodes.map(groupOf) : null,
    collapsed: [...(collapsed ?? [])],
    previous: previous?.modules.map(({ id, box }) => ({ id, box })) ?? null,
  };
}

/** {@link layoutGraph} of what was packed. */
export function layoutPacked(packed: PackedGraph, { groups, collapsed, previous }: PackedOptions): PackedLayout {
  const { relations, sizes } = packed;
  const numbers = new Map(relations.map(({ id }, number) => [id, number]));
  const numberOf = (id: ObjectId) => numbers.get(id) ?? -1;
  const groupOf: GroupOf | undefined = groups ? ({ id }) => groups[numberOf(id)] ?? '' : undefined;
  const layout = layoutGraph(unpackGraph(packed), {
    groupOf,
    collapsed: new Set(collapsed),
    previous: previous ? { modules: previous } : undefined,
    sizeOf: ({ id }) => ({ width: sizes[2 * numberOf(id)] ?? 0, height: sizes[2 * numberOf(id) + 1] ?? 0 }),
  });
  const boxes = new Float64Array(4 * relations.length).fill(Number.NaN);
  for (const [id, { x, y, width, height }] of layout.boxes) boxes.set([x, y, width, height], 4 * numberOf(id));
  return {
    modules: layout.modules,
    boxes,
    order: Int32Array.from(layout.boxes.keys(), numberOf),
    bounds: layout.bounds,
  };
}

/** The layout of the graph that was packed. */
export function unpackLayout(graph: SchemaGraph, { modules, boxes, order, bounds }: PackedLayout): GraphLayout {
  const placed = new Map<ObjectId, Box>();
  for (const number of order) {
    const [x = 0, y = 0, width = 0, height = 0] = boxes.subarray(4 * number, 4 * number + 4);
    const node = graph.nodes[number];
    if (node) placed.set(node.id, { x, y, width, height });
  }
  return { modules, boxes: placed, bounds };
}

function unpackGraph({ relations, references }: PackedGraph): SchemaGraph {
  const idOf = (number: number | undefined) => relations[number ?? -1]?.id ?? '';
  const edges: GraphEdge[] = [];
  for (let at = 0; at < references.length; at += 3) {
    const hub = references[at + 2] ?? -1;
    const foldedInto = hub < 0 ? null : idOf(hub);
    edges.push({ ...NO_EDGE, id: String(at), from: idOf(references[at]), to: idOf(references[at + 1]), foldedInto });
  }
  const nodes = relations.map((relation): GraphNode => ({ ...NO_NODE, ...relation }));
  return { nodes, edges, hubs: [] };
}

const NO_NODE = { columns: [], partitions: 0, hubsReferenced: [], comment: null };
const NO_EDGE = {
  kind: 'foreign-key',
  name: '',
  columns: [],
  referencedColumns: [],
  optional: false,
  unique: false,
  lane: 0,
  lanes: 1,
} as const;
