import type { ObjectId } from '#app/catalog';
import { subgraph } from './explore/scope.ts';
import { layoutModule } from './layout.ts';
import type { GraphLayout, SchemaGraph } from './schema-graph.ts';

/** More relations than this are modules again: a layered drawing of them is not taken in at a look. */
export const LARGEST_SELECTION = 40;
/** A hub that no more than this many of a selection reference is a table like others there; the tenant root sooner is noise. */
const MOST_DRAWN = 8;
const MOST_TO_ROOT = 3;

/** A few relations by themselves, with the references to hubs drawn that were noise among all the others. */
export function selectionGraph(graph: SchemaGraph, ids: ReadonlySet<ObjectId>): SchemaGraph {
  const part = subgraph(graph, ids);
  const counts = new Map<ObjectId, number>();
  for (const { foldedInto } of part.edges)
    if (foldedInto !== null) counts.set(foldedInto, (counts.get(foldedInto) ?? 0) + 1);
  const roots = new Set(part.nodes.filter(({ hub }) => hub?.reason === 'tenant-root').map(({ id }) => id));
  const isHub = (id: ObjectId) => (counts.get(id) ?? 0) > (roots.has(id) ? MOST_TO_ROOT : MOST_DRAWN);
  return {
    ...part,
    edges: part.edges.map((edge) =>
      edge.foldedInto === null || isHub(edge.foldedInto) ? edge : { ...edge, foldedInto: null },
    ),
    hubs: part.hubs.filter(isHub),
  };
}

/** A selection layered along the references it draws: parents on the left, all in one module. */
export function layoutSelection(selection: SchemaGraph): GraphLayout {
  const members = selection.nodes.map(({ id }) => id);
  const module = { id: 'selection', name: 'Selection', group: '', members };
  const { boxes, width, height } = layoutModule(module, selection);
  const box = { x: 0, y: 0, width, height };
  return { modules: [{ ...module, box, collapsed: false }], boxes, bounds: box };
}
