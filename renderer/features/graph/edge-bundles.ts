import {
  bundlePaths,
  distanceTo,
  type EdgePath,
  type GraphEdge,
  graphIndex,
  type PathBundle,
  pieceOf,
} from '#app/graph';
import type { Scene } from './scene.ts';
import type { DrawnEdge } from './scene-edges.ts';

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

/** The bundle that a line runs in, and its place among the others. */
export interface InBundle {
  readonly bundle: PathBundle;
  readonly place: number;
  /** All that run in it, by their places. */
  readonly edges: readonly DrawnEdge[];
}

const kept = new WeakMap<Scene, Map<string, ReadonlyMap<string, InBundle>>>();

/**
 * The bundle of a reference that leaves its module: those of one module to one table run together between their ends. All of them
 * count, in sight or not, so that a bundle keeps its shape while the view moves.
 */
export function bundleOf(edge: DrawnEdge, scene: Scene): InBundle | null {
  if (scene.moduleOf.get(edge.from) === scene.moduleOf.get(edge.to)) return null;
  const groups = kept.get(scene) ?? new Map<string, ReadonlyMap<string, InBundle>>();
  kept.set(scene, groups);
  const module = scene.moduleOf.get(edge.from);
  const { leaves, arrives } = edge.path;
  const key = `${module} ${leaves} ${arrives} ${edge.to}`;
  let group = groups.get(key);
  if (!group) {
    const isOf = (other: GraphEdge) => scene.moduleOf.get(other.from) === module && other.from !== edge.to;
    group = grouped(
      graphIndex(scene.graph)
        .incoming(edge.to)
        .filter(isOf)
        .flatMap((other) => scene.edges.one(other) ?? [])
        .filter(({ path }) => path.leaves === leaves && path.arrives === arrives),
    );
    groups.set(key, group);
  }
  return group.get(edge.id) ?? null;
}

function grouped(edges: readonly DrawnEdge[]): ReadonlyMap<string, InBundle> {
  const long = edges.flatMap((edge) => {
    const line = longLine(edge.path);
    return line ? [{ edge, middle: line.middle }] : [];
  });
  const bundle = bundlePaths(long.map(({ middle }) => middle));
  const members = long.map(({ edge }) => edge);
  return new Map(bundle ? members.map(({ id }, place) => [id, { bundle, place, edges: members }]) : []);
}

/** What of a reference is nearest to a point, as it is drawn; `isTrunk` where that is what it shares with others. */
export function nearestOf(
  edge: DrawnEdge,
  run: InBundle | null,
  x: number,
  y: number,
): { readonly distance: number; readonly isTrunk: boolean } {
  const line = run && longLine(edge.path);
  if (!run || !line) return { distance: distanceTo(edge.path, x, y), isTrunk: false };
  const { bundle, place } = run;
  const own = [...line.ends, bundle.into[place], bundle.out[place]].filter((one) => one !== undefined);
  const alone = Math.min(...own.map((path) => distanceTo(path, x, y)));
  const shared = distanceTo(bundle.trunk, x, y);
  return { distance: Math.min(alone, shared), isTrunk: shared < alone };
}
