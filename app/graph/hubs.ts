import { compareText, type ObjectId } from '#app/catalog';
import type { BareEdge } from './build-graph.ts';
import type { Hub } from './schema-graph.ts';

/** From this many references on, the tenant root is folded: fewer are readable. */
const FEWEST_FOR_ROOT = 4;
/** Others are hubs from a fifth of all relations on, but never below the first and always above the second number. */
const SHARE = 0.2;
const FEWEST = 12;
const ALWAYS = 24;

/** Relations that many others reference, most referenced first. */
export function findHubs(
  nodes: readonly ObjectId[],
  edges: readonly BareEdge[],
  tenantRoot: ObjectId | null,
): ReadonlyMap<ObjectId, Hub> {
  const children = new Map<ObjectId, Set<ObjectId>>();
  for (const { from, to, kind } of edges) {
    if (from === to || kind === 'reads') continue;
    const set = children.get(to) ?? new Set();
    children.set(to, set.add(from));
  }
  const threshold = Math.min(Math.max(FEWEST, Math.ceil(SHARE * nodes.length)), ALWAYS);
  const found: [ObjectId, Hub][] = [];
  for (const [id, set] of children) {
    if (id === tenantRoot && set.size >= FEWEST_FOR_ROOT)
      found.push([id, { reason: 'tenant-root', referencedBy: set.size }]);
    else if (set.size >= threshold) found.push([id, { reason: 'references', referencedBy: set.size }]);
  }
  return new Map(found.sort(([a, x], [b, y]) => y.referencedBy - x.referencedBy || compareText(a, b)));
}
