import { compareText, type ObjectId } from '#app/catalog';
import { type GraphIndex, graphIndex } from '../graph-index.ts';
import type { GraphEdge, SchemaGraph } from '../schema-graph.ts';

/** One reference of a path, walked from the table that holds it (`forward`) or towards it. */
export interface PathStep {
  readonly edge: GraphEdge;
  readonly from: ObjectId;
  readonly to: ObjectId;
  readonly forward: boolean;
}

/** A way from one relation to another along references that columns stand behind. */
export interface GraphPath {
  readonly start: ObjectId;
  readonly end: ObjectId;
  readonly steps: readonly PathStep[];
  /** Hubs it goes through: rows that meet there have little more in common than, say, their tenant. */
  readonly throughHubs: readonly ObjectId[];
}

/** Going through a hub costs as much as this many references more: a path that means something goes first. */
const HUB_COST = 3;
/** What only Drizzle relations say goes behind a foreign key of the same length. */
const RELATION_COST = 1.25;
const MOST_PATHS = 8;

interface Partial {
  readonly at: ObjectId;
  readonly cost: number;
  readonly length: number;
  readonly last: PathStep | null;
  readonly before: Partial | null;
}

/**
 * The shortest paths between two relations, the best first: other keys between the same tables are paths of their own. No
 * relation is met twice. Between a relation and itself: its self references. Empty where nothing joins the two.
 */
export function findPaths(
  graph: SchemaGraph,
  start: ObjectId,
  end: ObjectId,
  most: number = MOST_PATHS,
): readonly GraphPath[] {
  const index = graphIndex(graph);
  if (!index.nodes.has(start) || !index.nodes.has(end)) return [];
  if (start === end) return selfReferences(index, start).slice(0, most);
  const queue = new CostQueue();
  queue.push({ at: start, cost: 0, length: 0, last: null, before: null });
  const visits = new Map<ObjectId, number>();
  const found: GraphPath[] = [];
  for (let next = queue.pop(); next && found.length < most; next = queue.pop()) {
    const count = (visits.get(next.at) ?? 0) + 1;
    visits.set(next.at, count);
    if (next.at === end) found.push(pathOf(start, next, index));
    else if (count <= most) for (const step of stepsFrom(index, next.at)) extend(queue, index, next, step, end);
  }
  return found;
}

function extend(queue: CostQueue, index: GraphIndex, before: Partial, step: PathStep, end: ObjectId): void {
  for (let at: Partial | null = before; at; at = at.before) if (at.at === step.to) return;
  const through = step.to !== end && index.nodes.get(step.to)?.hub ? HUB_COST : 0;
  const cost = before.cost + (step.edge.kind === 'relation' ? RELATION_COST : 1) + through;
  queue.push({ at: step.to, cost, length: before.length + 1, last: step, before });
}

function selfReferences(index: GraphIndex, id: ObjectId): readonly GraphPath[] {
  return index
    .outgoing(id)
    .filter((edge) => edge.to === id && hasColumns(edge))
    .map((edge) => ({
      start: id,
      end: id,
      steps: [{ edge, from: id, to: id, forward: true }],
      throughHubs: [],
    }));
}

/** A view reads tables and a table inherits another, yet neither says which rows belong together. */
function hasColumns(edge: GraphEdge): boolean {
  return edge.columns.length > 0 && edge.columns.length === edge.referencedColumns.length;
}

function* stepsFrom(index: GraphIndex, id: ObjectId): Generator<PathStep> {
  for (const edge of index.outgoing(id)) if (hasColumns(edge)) yield { edge, from: id, to: edge.to, forward: true };
  for (const edge of index.incoming(id)) if (hasColumns(edge)) yield { edge, from: id, to: edge.from, forward: false };
}

function pathOf(start: ObjectId, last: Partial, index: GraphIndex): GraphPath {
  const steps: PathStep[] = [];
  for (let at: Partial | null = last; at?.last; at = at.before) steps.unshift(at.last);
  const throughHubs = steps
    .slice(0, -1)
    .map((step) => step.to)
    .filter((id) => index.nodes.get(id)?.hub);
  return { start, end: last.at, steps, throughHubs };
}

/** Partial paths, the cheapest first (a binary heap); equal ones in the order of their edges, so that answers are stable. */
class CostQueue {
  readonly #items: Partial[] = [];

  push(item: Partial): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(item, items[parent])) break;
      items[at] = items[parent] as Partial;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Partial | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isBefore(items[child + 1], items[child])) child += 1;
      if (!isBefore(items[child], last)) break;
      items[at] = items[child] as Partial;
      at = child;
    }
    items[at] = last;
    return first;
  }
}

function isBefore(a: Partial | undefined, b: Partial | undefined): boolean {
  if (!a || !b) return b === undefined;
  if (a.cost !== b.cost) return a.cost < b.cost;
  if (a.length !== b.length) return a.length < b.length;
  return compareText(a.last?.edge.id ?? '', b.last?.edge.id ?? '') < 0;
}
