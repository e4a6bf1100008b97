import type { ObjectId } from '#app/catalog';
import { graphIndex } from '../graph-index.ts';
import type { GraphEdge, SchemaGraph } from '../schema-graph.ts';

/** Which references are followed: `references` to what a relation references, `referenced` to what references it. */
export const WAYS = ['both', 'references', 'referenced'] as const;
export type Way = (typeof WAYS)[number];

/** The most steps a focus goes: beyond, most schemas are one piece. */
export const MOST_STEPS = 6;

export interface StepsOptions {
  readonly steps: number;
  readonly way?: Way;
}

/**
 * Relations at most `steps` references away from the starts, with how far each is (0 the starts). A hub that is met on the
 * way is in, but nothing is reached through it: every tenant's table is two steps from every other by the tenant root.
 */
export function withinSteps(
  graph: SchemaGraph,
  starts: Iterable<ObjectId>,
  { steps, way = 'both' }: StepsOptions,
): ReadonlyMap<ObjectId, number> {
  const index = graphIndex(graph);
  const found = new Map<ObjectId, number>();
  for (const id of starts) if (index.nodes.has(id)) found.set(id, 0);
  let border = [...found.keys()];
  for (let step = 1; step <= steps && border.length > 0; step += 1) {
    const next: ObjectId[] = [];
    for (const id of border) {
      if (step > 1 && index.nodes.get(id)?.hub) continue;
      for (const other of neighboursOf(index, id, way)) {
        if (found.has(other)) continue;
        found.set(other, step);
        next.push(other);
      }
    }
    border = next;
  }
  return found;
}

interface Ends {
  readonly outgoing: (id: ObjectId) => readonly GraphEdge[];
  readonly incoming: (id: ObjectId) => readonly GraphEdge[];
}

function* neighboursOf(index: Ends, id: ObjectId, way: Way): Generator<ObjectId> {
  if (way !== 'referenced') for (const edge of index.outgoing(id)) yield edge.to;
  if (way !== 'references') for (const edge of index.incoming(id)) yield edge.from;
}
