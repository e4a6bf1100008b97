import { bundleEdges, bundleKey, distanceTo, type GraphEdge, graphIndex, type InBundle, longLine } from '#app/graph';
import type { Scene } from './scene.ts';
import type { DrawnEdge } from './scene-edges.ts';

const kept = new WeakMap<Scene, Map<string, ReadonlyMap<string, InBundle<DrawnEdge>>>>();

/**
 * The bundle of a reference that leaves its module: those of one module to one table run together between their ends. All of them
 * count, in sight or not, so that a bundle keeps its shape while the view moves.
 */
export function bundleOf(edge: DrawnEdge, scene: Scene): InBundle<DrawnEdge> | null {
  const module = scene.moduleOf.get(edge.from);
  if (module === scene.moduleOf.get(edge.to)) return null;
  const groups = kept.get(scene) ?? new Map<string, ReadonlyMap<string, InBundle<DrawnEdge>>>();
  kept.set(scene, groups);
  const key = bundleKey(edge, module);
  let group = groups.get(key);
  if (!group) {
    const isOf = (other: GraphEdge) => scene.moduleOf.get(other.from) === module && other.from !== edge.to;
    group = bundleEdges(
      graphIndex(scene.graph)
        .incoming(edge.to)
        .filter(isOf)
        .flatMap((other) => scene.edges.one(other) ?? [])
        .filter((other) => bundleKey(other, module) === key),
    );
    groups.set(key, group);
  }
  return group.get(edge.id) ?? null;
}

/** What of a reference is nearest to a point, as it is drawn; `isTrunk` where that is what it shares with others. */
export function nearestOf(
  edge: DrawnEdge,
  run: InBundle<DrawnEdge> | null,
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
