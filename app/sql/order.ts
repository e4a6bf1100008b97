/** A thing to be made, and what must be made before it. */
export interface OrderNode<T> {
  readonly value: T;
  readonly needs: Iterable<OrderEdge<T>>;
}

export interface OrderEdge<T> {
  readonly on: T;
  /** `hard`: certain. `soft`: certain, but the part that needs it can be made later. `likely`: a guess from a bare name. */
  readonly strength: 'hard' | 'soft' | 'likely';
}

export interface Ordered<T> {
  readonly values: readonly T[];
  /** Values on a cycle that only their soft needs close: those parts have to be made later. */
  readonly postponed: ReadonlySet<T>;
}

type Edges<T> = Map<T, Map<T, OrderEdge<T>['strength']>>;

/**
 * Puts what is needed first; otherwise keeps the order given. Cycles are opened by dropping guesses, then by postponing
 * soft needs; one that still remains is cut where it is met.
 */
export function orderByNeed<T>(nodes: readonly OrderNode<T>[]): Ordered<T> {
  const values = nodes.map((node) => node.value);
  const edges = edgesOf(nodes);
  dropWithinCycles(values, edges, 'likely');
  const postponed = dropWithinCycles(values, edges, 'soft');
  return { values: depthFirst(values, edges), postponed };
}

const WEIGHT = { likely: 0, soft: 1, hard: 2 } as const;

function edgesOf<T>(nodes: readonly OrderNode<T>[]): Edges<T> {
  const edges: Edges<T> = new Map(nodes.map((node) => [node.value, new Map()]));
  for (const { value, needs } of nodes) {
    const own = edges.get(value);
    for (const { on, strength } of needs) {
      if (on === value || !edges.has(on) || !own) continue;
      const known = own.get(on);
      if (known === undefined || WEIGHT[known] < WEIGHT[strength]) own.set(on, strength);
    }
  }
  return edges;
}

/** Drops the edges of one strength that lie on a cycle; returns the values they started from. */
function dropWithinCycles<T>(values: readonly T[], edges: Edges<T>, strength: 'soft' | 'likely'): Set<T> {
  const dropped = new Set<T>();
  for (const component of components(values, edges)) {
    if (component.size < 2) continue;
    for (const value of component) {
      for (const [on, known] of edges.get(value) ?? []) {
        if (known !== strength || !component.has(on)) continue;
        edges.get(value)?.delete(on);
        dropped.add(value);
      }
    }
  }
  return dropped;
}

/** Tarjan's strongly connected components. */
function components<T>(values: readonly T[], edges: Edges<T>): readonly Set<T>[] {
  const found: Set<T>[] = [];
  const index = new Map<T, number>();
  const stack: T[] = [];
  const onStack = new Set<T>();
  const visit = (value: T): number => {
    const own = index.size;
    index.set(value, own);
    let lowest = own;
    stack.push(value);
    onStack.add(value);
    for (const on of edges.get(value)?.keys() ?? []) {
      if (!index.has(on)) lowest = Math.min(lowest, visit(on));
      else if (onStack.has(on)) lowest = Math.min(lowest, index.get(on) ?? own);
    }
    if (lowest === own) {
      const component = new Set(stack.splice(stack.lastIndexOf(value)));
      for (const member of component) onStack.delete(member);
      found.push(component);
    }
    return lowest;
  };
  for (const value of values) if (!index.has(value)) visit(value);
  return found;
}

function depthFirst<T>(values: readonly T[], edges: Edges<T>): readonly T[] {
  const ordered: T[] = [];
  const seen = new Set<T>();
  const visit = (value: T): void => {
    if (seen.has(value)) return;
    seen.add(value);
    for (const on of edges.get(value)?.keys() ?? []) visit(on);
    ordered.push(value);
  };
  for (const value of values) visit(value);
  return ordered;
}
