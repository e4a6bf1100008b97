import type { ObjectId } from '#app/catalog';
import type { EdgeCoverage } from '#app/coverage';
import {
  type Box,
  type BoxGrid,
  boxGrid,
  type EdgePath,
  edgePath,
  type GraphEdge,
  type GraphLayout,
  graphIndex,
  keyIn,
  missingReferences,
  pathBox,
  reachOf,
  routeEdge,
  type SchemaGraph,
  type TablesAt,
  touches,
} from '#app/graph';
import type { Scene } from './scene.ts';

/** A reference with its curve; `key` is the same in every source (`#app/coverage`). */
export interface DrawnEdge extends GraphEdge {
  readonly key: string;
  readonly path: EdgePath;
  readonly box: Box;
}

/** The references of a scene. A curve is made when it is first asked for: far away none is drawn. */
export interface SceneEdges {
  /** `null` where an end has no box. */
  readonly one: (edge: GraphEdge) => DrawnEdge | null;
  /** Those that touch an area, of the ones that are wanted. */
  readonly within: (area: Box, isWanted: (edge: GraphEdge) => boolean) => readonly DrawnEdge[];
  /** Those that were asked for. */
  readonly made: ReadonlyMap<string, DrawnEdge | null>;
}

/** `before` are those of the same graph, of which all stays whose two ends have not moved. */
export function sceneEdges(
  graph: SchemaGraph,
  layout: GraphLayout,
  tables: BoxGrid<ObjectId>,
  before: Pick<Scene, 'edges' | 'layout'> | null,
): SceneEdges {
  const tablesAt = (area: Box) => tables.within(area).flatMap((id) => layout.boxes.get(id) ?? []);
  const stands = (id: ObjectId) => before?.layout.boxes.get(id) === layout.boxes.get(id);
  const made = new Map<string, DrawnEdge | null>();
  for (const [id, edge] of before?.edges.made ?? [])
    if (edge && stands(edge.from) && stands(edge.to)) made.set(id, edge);
  const one = (edge: GraphEdge): DrawnEdge | null => {
    let drawn = made.get(edge.id);
    if (drawn === undefined) {
      drawn = drawEdge(edge, graph, layout, tablesAt);
      made.set(edge.id, drawn);
    }
    return drawn;
  };
  // By where a curve can be, so that no curve is made to find it.
  const grid = once(() =>
    boxGrid(graph.edges, ({ from, to }) => {
      const [start, end] = [layout.boxes.get(from), layout.boxes.get(to)];
      return start && end && reachOf(start, end);
    }),
  );
  const within: SceneEdges['within'] = (area, isWanted) =>
    grid()
      .within(area)
      .flatMap((edge) => {
        const drawn = isWanted(edge) ? one(edge) : null;
        return drawn && touches(drawn.box, area) ? [drawn] : [];
      });
  return { one, within, made };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is folded away or missing takes the shortest way: where it is shown it is looked for, and stands above the rest. */
function drawEdge(
  edge: GraphEdge,
  graph: SchemaGraph,
  layout: GraphLayout,
  tablesAt: TablesAt | null,
): DrawnEdge | null {
  const { nodes } = graphIndex(graph);
  const [child, parent] = [nodes.get(edge.from), nodes.get(edge.to)];
  const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
  if (!child || !parent || !from || !to) return null;
  const path =
    tablesAt && edge.foldedInto === null
      ? routeEdge(edge, from, to, child, parent, tablesAt)
      : edgePath(edge, from, to, child, parent);
  return { ...edge, key: keyIn(graph, edge), path, box: pathBox(path) };
}

/** References that other sources or names imply and this catalog's graph has not: drawn on the foreign-key overlay. */
export function missingEdges({ graph, layout }: Scene, coverage: readonly EdgeCoverage[]): readonly DrawnEdge[] {
  return [...missingReferences(graph, coverage).values()].flatMap((edge) => drawEdge(edge, graph, layout, null) ?? []);
}
