import type { Size } from './node-size.ts';
import type { Point } from './pack.ts';

/** Nodes by number; an edge points from the table that holds the reference to the one it references. */
export interface LayeredInput {
  readonly sizes: readonly Size[];
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export interface LayeredResult extends Size {
  readonly points: readonly Point[];
}

const COLUMN_GAP = 68;
const NODE_GAP = 24;
const SWEEPS = 4;
/** Width to height of a part; a column higher than this allows is cut in two. */
const ASPECT = 1.5;

/**
 * A small layered layout, parents on the left: longest-path ranks, barycentre order, columns centred on what they are tied
 * to. Meant for the some thirty relations of a module; ties are decided by the order of the input.
 */
export function layered({ sizes, edges }: LayeredInput): LayeredResult {
  const acyclic = withoutCycles(sizes.length, edges);
  const ranks = ranksOf(sizes.length, acyclic);
  const columns = cutTall(orderColumns(columnsOf(ranks), edges), sizes);
  return place(columns, sizes, edges);
}

type Edge = readonly [from: number, to: number];

/** Leaves out self references and edges that close a cycle, in order of the nodes. */
function withoutCycles(count: number, edges: readonly Edge[]): readonly Edge[] {
  const out = Array.from({ length: count }, () => [] as number[]);
  for (const [from, to] of edges) if (from !== to) out[from]?.push(to);
  const state = new Array<0 | 1 | 2>(count).fill(0);
  const kept: Edge[] = [];
  const visit = (node: number) => {
    state[node] = 1;
    for (const next of out[node] ?? []) {
      if (state[next] === 1) continue;
      kept.push([node, next]);
      if (state[next] === 0) visit(next);
    }
    state[node] = 2;
  };
  for (let node = 0; node < count; node += 1) if (state[node] === 0) visit(node);
  return kept;
}

/** 0 for what references nothing here; a parent that only deep children use moves next to them. */
function ranksOf(count: number, edges: readonly Edge[]): readonly number[] {
  const ranks = new Array<number>(count).fill(0);
  for (let round = 0; round < count; round += 1) {
    let changed = false;
    for (const [from, to] of edges) {
      const wanted = (ranks[to] ?? 0) + 1;
      if ((ranks[from] ?? 0) < wanted) {
        ranks[from] = wanted;
        changed = true;
      }
    }
    if (!changed) break;
  }
  const references = new Set(edges.map(([from]) => from));
  const nearest = new Map<number, number>();
  for (const [from, to] of edges)
    nearest.set(to, Math.min(nearest.get(to) ?? Number.POSITIVE_INFINITY, ranks[from] ?? 0));
  for (const [node, child] of nearest) if (!references.has(node)) ranks[node] = Math.max(0, child - 1);
  return ranks;
}

function columnsOf(ranks: readonly number[]): number[][] {
  const columns: number[][] = [];
  ranks.forEach((rank, node) => {
    columns[rank] = [...(columns[rank] ?? []), node];
  });
  return columns.filter((column) => column !== undefined);
}

/** Orders each column by where its neighbours in the columns beside it stand, sweeping there and back. */
function orderColumns(columns: number[][], edges: readonly Edge[]): number[][] {
  const neighbours = new Map<number, number[]>();
  for (const [from, to] of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const position = new Map<number, number>();
  const note = (column: readonly number[]) => {
    for (const [at, node] of column.entries()) position.set(node, (at + 0.5) / column.length);
  };
  for (const column of columns) note(column);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const wanted = new Map(
        column.map((node) => [
          node,
          mean(
            (neighbours.get(node) ?? []).map((other) => position.get(other) ?? 0),
            position.get(node) ?? 0,
          ),
        ]),
      );
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a - b);
      note(column);
    }
  }
  return columns;
}

/** Cuts columns so that the whole is about as wide as it is high times {@link ASPECT}. */
function cutTall(columns: readonly (readonly number[])[], sizes: readonly Size[]): readonly (readonly number[])[] {
  const heightOf = (node: number) => (sizes[node]?.height ?? 0) + NODE_GAP;
  const area = sizes.reduce((total, size) => total + (size.width + COLUMN_GAP) * (size.height + NODE_GAP), 0);
  const tallest = sizes.reduce((most, size) => Math.max(most, size.height), 0);
  const limit = Math.max(tallest + NODE_GAP, Math.sqrt(area / ASPECT) * 1.15);
  return columns.flatMap((column) => {
    const total = column.reduce((height, node) => height + heightOf(node), 0);
    if (total <= limit) return [column];
    const share = total / Math.ceil(total / limit);
    const pieces: number[][] = [[]];
    let height = 0;
    for (const node of column) {
      if (height > 0 && height + heightOf(node) / 2 > share) {
        pieces.push([]);
        height = 0;
      }
      pieces.at(-1)?.push(node);
      height += heightOf(node);
    }
    return pieces;
  });
}

function place(columns: readonly (readonly number[])[], sizes: readonly Size[], edges: readonly Edge[]): LayeredResult {
  const lefts = new Map<number, number>();
  let x = 0;
  for (const column of columns) {
    const width = column.reduce((most, node) => Math.max(most, sizes[node]?.width ?? 0), 0);
    for (const node of column) lefts.set(node, x);
    x += width + COLUMN_GAP;
  }
  const tops = verticals(columns, sizes, edges);
  const highest = Math.min(...tops.values());
  const points = sizes.map((_, node) => ({ x: lefts.get(node) ?? 0, y: Math.round((tops.get(node) ?? 0) - highest) }));
  const height = points.reduce((most, point, node) => Math.max(most, point.y + (sizes[node]?.height ?? 0)), 0);
  return { points, width: x - COLUMN_GAP, height };
}

/** Tops of the nodes: each as near to the middle of its neighbours as the order of its column allows. */
function verticals(
  columns: readonly (readonly number[])[],
  sizes: readonly Size[],
  edges: readonly Edge[],
): ReadonlyMap<number, number> {
  const tops = new Map<number, number>();
  const height = (node: number) => sizes[node]?.height ?? 0;
  for (const column of columns) {
    const total = column.reduce((sum, node) => sum + height(node) + NODE_GAP, -NODE_GAP);
    let y = -total / 2;
    for (const node of column) {
      tops.set(node, y);
      y += height(node) + NODE_GAP;
    }
  }
  const tied = new Map<number, number[]>();
  for (const [from, to] of edges) {
    tied.set(from, [...(tied.get(from) ?? []), to]);
    tied.set(to, [...(tied.get(to) ?? []), from]);
  }
  for (const column of [...columns, ...[...columns].reverse()]) {
    const wanted = column.map(
      (node) =>
        mean(
          (tied.get(node) ?? [])
            .filter((other) => !column.includes(other))
            .map((other) => (tops.get(other) ?? 0) + height(other) / 2),
          (tops.get(node) ?? 0) + height(node) / 2,
        ) -
        height(node) / 2,
    );
    let floor = Number.NEGATIVE_INFINITY;
    const packed = column.map((node, at) => {
      const top = Math.max(wanted[at] ?? 0, floor);
      floor = top + height(node) + NODE_GAP;
      return top;
    });
    const shift = mean(
      packed.map((top, at) => (wanted[at] ?? 0) - top),
      0,
    );
    for (const [at, node] of column.entries()) tops.set(node, (packed[at] ?? 0) + shift);
  }
  return tops;
}

function mean(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.reduce((total, value) => total + value, 0) / values.length;
}
