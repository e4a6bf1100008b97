/**
 * Communities by modularity (the Louvain method: Blondel et al., "Fast unfolding of communities in large networks",
 * 2008), without randomness: nodes are visited in their order and ties go to the lowest community.
 */

/** An undirected edge with a weight; a pair may occur more than once. */
export type WeightedEdge = readonly [a: number, b: number, weight: number];

const MOST_PASSES = 12;
const LEAST_GAIN = 1e-9;

/** Assigns each of `count` nodes a community, numbered from 0 in order of first appearance. */
export function communities(count: number, edges: readonly WeightedEdge[], resolution = 1): readonly number[] {
  let level = toNetwork(count, edges);
  let membership = Array.from({ length: count }, (_, node) => node);
  for (;;) {
    const moved = moveNodes(level, resolution);
    const labels = renumber(moved);
    const size = Math.max(-1, ...labels) + 1;
    membership = membership.map((node) => labels[node] ?? 0);
    if (size === level.count) break;
    level = aggregate(level, labels, size);
  }
  return renumber(membership);
}

interface Network {
  readonly count: number;
  readonly neighbours: readonly ReadonlyMap<number, number>[];
  readonly loops: readonly number[];
  readonly degrees: readonly number[];
  readonly total: number;
}

function toNetwork(count: number, edges: readonly WeightedEdge[]): Network {
  const neighbours = Array.from({ length: count }, () => new Map<number, number>());
  const loops = new Array<number>(count).fill(0);
  for (const [a, b, weight] of edges) {
    if (a === b) loops[a] = (loops[a] ?? 0) + weight;
    else {
      add(neighbours[a], b, weight);
      add(neighbours[b], a, weight);
    }
  }
  const degrees = neighbours.map((map, node) => sum(map.values()) + 2 * (loops[node] ?? 0));
  return { count, neighbours, loops, degrees, total: sum(degrees) };
}

function moveNodes(network: Network, resolution: number): number[] {
  const { count, neighbours, degrees, total } = network;
  const community = Array.from({ length: count }, (_, node) => node);
  if (total === 0) return community;
  const weightOf = [...degrees];
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    let changed = false;
    for (let node = 0; node < count; node += 1) {
      const own = community[node] ?? node;
      const degree = degrees[node] ?? 0;
      const links = new Map<number, number>();
      for (const [other, weight] of neighbours[node] ?? []) add(links, community[other] ?? other, weight);
      weightOf[own] = (weightOf[own] ?? 0) - degree;
      const gain = (target: number) =>
        (links.get(target) ?? 0) - (resolution * (weightOf[target] ?? 0) * degree) / total;
      let best = own;
      let bestGain = gain(own);
      for (const target of [...links.keys()].sort((a, b) => a - b)) {
        const value = gain(target);
        if (value > bestGain + LEAST_GAIN) {
          best = target;
          bestGain = value;
        }
      }
      weightOf[best] = (weightOf[best] ?? 0) + degree;
      if (best !== own) {
        community[node] = best;
        changed = true;
      }
    }
    if (!changed) break;
  }
  return community;
}

function aggregate(network: Network, labels: readonly number[], size: number): Network {
  const edges: WeightedEdge[] = [];
  network.neighbours.forEach((map, node) => {
    const from = labels[node] ?? 0;
    for (const [other, weight] of map) if (node < other) edges.push([from, labels[other] ?? 0, weight]);
    const loop = network.loops[node] ?? 0;
    if (loop > 0) edges.push([from, from, loop]);
  });
  return toNetwork(size, edges);
}

function renumber(labels: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return labels.map((label) => {
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
}

function add(map: Map<number, number> | undefined, key: number, weight: number): void {
  map?.set(key, (map.get(key) ?? 0) + weight);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
