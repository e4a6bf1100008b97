import type { ObjectId } from '#app/catalog';
import { graphIndex } from './graph-index.ts';
import type { Box, GraphLayout, SchemaGraph } from './schema-graph.ts';

export const DIRECTIONS = ['left', 'right', 'up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** A relation that a reference leads to is taken before a nearer one that none does. */
const REFERENCE_BONUS = 0.35;
/** Going aside costs more than going on. */
const ASIDE = 2;

/**
 * Where an arrow key leads from a relation: the nearest in that direction, those that a drawn reference ties to it first.
 * `null` at the edge of the graph.
 */
export function stepFrom(
  graph: SchemaGraph,
  layout: GraphLayout,
  from: ObjectId,
  direction: Direction,
): ObjectId | null {
  const start = layout.boxes.get(from);
  if (!start) return null;
  const index = graphIndex(graph);
  const tied = new Set<ObjectId>();
  for (const edge of index.outgoing(from)) if (edge.foldedInto === null) tied.add(edge.to);
  for (const edge of index.incoming(from)) if (edge.foldedInto === null) tied.add(edge.from);
  let best: { readonly id: ObjectId; readonly cost: number } | null = null;
  for (const [id, box] of layout.boxes) {
    if (id === from) continue;
    const cost = costOf(start, box, direction);
    if (cost === null) continue;
    const weighed = tied.has(id) ? cost * REFERENCE_BONUS : cost;
    if (!best || weighed < best.cost || (weighed === best.cost && id < best.id)) best = { id, cost: weighed };
  }
  return best?.id ?? null;
}

/** `null` for a box that is not in that direction: its middle must lie beyond, more ahead than aside. */
function costOf(from: Box, to: Box, direction: Direction): number | null {
  const dx = to.x + to.width / 2 - (from.x + from.width / 2);
  const dy = to.y + to.height / 2 - (from.y + from.height / 2);
  const sideways = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const ahead = sign * (sideways ? dx : dy);
  const aside = Math.abs(sideways ? dy : dx);
  if (ahead <= 0 || aside > 2 * ahead) return null;
  return ahead + ASIDE * aside;
}
