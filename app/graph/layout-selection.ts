import type { ObjectId } from '#app/catalog';
import { layoutModule } from './layout.ts';
import type { GraphLayout, SchemaGraph } from './schema-graph.ts';

/**
 * A few relations by themselves, layered along their references: parents on the left, folded references too, since without
 * the rest nothing is noise. One module without a name holds them.
 */
export function layoutSelection(graph: SchemaGraph, ids: ReadonlySet<ObjectId>): GraphLayout {
  const members = graph.nodes.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  const edges = graph.edges
    .filter(({ from, to }) => ids.has(from) && ids.has(to))
    .map((edge) => ({ ...edge, foldedInto: null }));
  const module = { id: 'selection', name: '', group: '', members };
  const { boxes, width, height } = layoutModule(module, { ...graph, edges });
  const box = { x: 0, y: 0, width, height };
  return { modules: [{ ...module, box, collapsed: false }], boxes, bounds: box };
}
