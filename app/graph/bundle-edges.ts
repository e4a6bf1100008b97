import { bundlePaths, type PathBundle } from './bundle-paths.ts';
import { type EdgePath, pieceOf } from './edge-path.ts';
import type { GraphEdge } from './schema-graph.ts';

/** How far the ends of a long line are drawn in full, in the graph's units. */
const FULL_END = 120;
/** From this share of a line on its ends are all of it. */
const ALL_ENDS = 0.4;

/** A long line: its ends, and what lies between them. */
export interface LongLine {
  readonly ends: readonly [EdgePath, EdgePath];
  readonly middle: EdgePath;
}

/** `null` for a line that is all ends. */
export function longLine(path: EdgePath): LongLine | null {
  const end = FULL_END / Math.max(1, Math.hypot(path.x2 - path.x1, path.y2 - path.y1));
  if (end > ALL_ENDS) return null;
  return { ends: [pieceOf(path, 0, end), pieceOf(path, 1 - end, 1)], middle: pieceOf(path, end, 1 - end) };
}

/** A reference with the curve it takes. */
export type RoutedEdge = Pick<GraphEdge, 'id' | 'from' | 'to'> & { readonly path: EdgePath };

/** The bundle that a line runs in, and its place among the others. */
export interface InBundle<E extends RoutedEdge = RoutedEdge> {
  readonly bundle: PathBundle;
  readonly place: number;
  /** All that run in it, by their places. */
  readonly edges: readonly E[];
}

/** What the references have in common that may run together: where they come from, the table, and the sides. */
export function bundleKey({ to, path }: RoutedEdge, module: number | undefined): string {
  return `${module} ${path.leaves} ${path.arrives} ${to}`;
}

/** The bundle of references with one key, by their ids; empty where they are none. */
export function bundleEdges<E extends RoutedEdge>(edges: readonly E[]): ReadonlyMap<string, InBundle<E>> {
  const long = edges.flatMap((edge) => {
    const line = longLine(edge.path);
    return line ? [{ edge, middle: line.middle }] : [];
  });
  const bundle = bundlePaths(long.map(({ middle }) => middle));
  const members = long.map(({ edge }) => edge);
  return new Map(bundle ? members.map(({ id }, place) => [id, { bundle, place, edges: members }]) : []);
}

/** In widths of a line. */
const WIDEST_TRUNK = 4;

/** How wide a trunk is that so many share, in widths of one line. */
export function trunkWidth(count: number): number {
  return Math.min(WIDEST_TRUNK, 1 + Math.log2(count) / 2);
}
