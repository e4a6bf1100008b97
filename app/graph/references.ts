import { objectId } from '#app/catalog';
import { type EdgeCoverage, edgeKey } from '#app/coverage';
import { graphIndex } from './graph-index.ts';
import type { GraphEdge, SchemaGraph } from './schema-graph.ts';

const keys = new WeakMap<GraphEdge, string>();

/** What names a reference in every source (`#app/coverage`); made once, since overlays ask for all of them. */
export function keyIn(graph: SchemaGraph, edge: GraphEdge): string {
  let key = keys.get(edge);
  if (key === undefined) {
    key = makeKey(graph, edge);
    keys.set(edge, key);
  }
  return key;
}

function makeKey(graph: SchemaGraph, { from, to, columns, referencedColumns }: GraphEdge): string {
  const { nodes } = graphIndex(graph);
  const end = (id: string, own: readonly string[]) => ({
    schema: nodes.get(id)?.schema ?? '',
    name: nodes.get(id)?.name ?? '',
    columns: own,
  });
  return edgeKey(end(from, columns), end(to, referencedColumns));
}

/** References that other sources or names imply and this catalog's graph has not, by their keys. */
export function missingReferences(
  graph: SchemaGraph,
  coverage: readonly EdgeCoverage[],
): ReadonlyMap<string, GraphEdge> {
  const known = new Set(graph.edges.map((edge) => keyIn(graph, edge)));
  const missing = new Map<string, GraphEdge>();
  for (const { key, state, from, to } of coverage) {
    if (known.has(key)) continue;
    missing.set(key, {
      id: `missing ${key}`,
      kind: state === 'relation-only' ? 'relation' : 'foreign-key',
      name: '',
      from: objectId('table', from.schema, from.name),
      to: objectId('table', to.schema, to.name),
      columns: from.columns,
      referencedColumns: to.columns,
      optional: true,
      unique: false,
      lane: 0,
      lanes: 1,
      foldedInto: null,
    });
  }
  return missing;
}
