import type { ObjectId } from '#app/catalog';
import type { GraphEdge, GraphNode, SchemaGraph } from './schema-graph.ts';

/** Answers derived from a graph, made once and kept as long as the graph is. */
export interface GraphIndex {
  readonly nodes: ReadonlyMap<ObjectId, GraphNode>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** Edges a relation holds, to what it references. */
  readonly outgoing: (id: ObjectId) => readonly GraphEdge[];
  /** Edges of those that reference it. */
  readonly incoming: (id: ObjectId) => readonly GraphEdge[];
}

const indexes = new WeakMap<SchemaGraph, GraphIndex>();
const NONE: readonly GraphEdge[] = [];

export function graphIndex(graph: SchemaGraph): GraphIndex {
  const kept = indexes.get(graph);
  if (kept) return kept;
  const outgoing = new Map<ObjectId, GraphEdge[]>();
  const incoming = new Map<ObjectId, GraphEdge[]>();
  for (const edge of graph.edges) {
    push(outgoing, edge.from, edge);
    push(incoming, edge.to, edge);
  }
  const index: GraphIndex = {
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
    edges: new Map(graph.edges.map((edge) => [edge.id, edge])),
    outgoing: (id) => outgoing.get(id) ?? NONE,
    incoming: (id) => incoming.get(id) ?? NONE,
  };
  indexes.set(graph, index);
  return index;
}

/** The relation itself and all one step away, folded references included. */
export function neighbourhood(graph: SchemaGraph, id: ObjectId): ReadonlySet<ObjectId> {
  const index = graphIndex(graph);
  const found = new Set<ObjectId>([id]);
  for (const edge of index.outgoing(id)) found.add(edge.to);
  for (const edge of index.incoming(id)) found.add(edge.from);
  return found;
}

function push(map: Map<ObjectId, GraphEdge[]>, id: ObjectId, edge: GraphEdge): void {
  const list = map.get(id);
  if (list) list.push(edge);
  else map.set(id, [edge]);
}
