import { touches } from './box-grid.ts';
import { type EdgeEnds, type EdgePath, type EndNode, edgePath, edgePathBy, pathBox, pointOn } from './edge-path.ts';
import type { Box } from './schema-graph.ts';

/** Boxes of tables that touch an area. */
export type TablesAt = (area: Box) => readonly Box[];

/** How far a curve may go around for one table less that it passes under, in the graph's units. */
const DETOUR = 420;
const SAMPLES = 24;
/** A line that crosses a field of more tables than this passes under some whichever way it takes. */
const MOST_TABLES = 160;
/** No control stands farther from its table, and no lane farther from its row. */
const WIDEST_BEND = 680;
const LANES_HEIGHT = 200;
const SIDES = [
  [-1, 1],
  [1, -1],
  [-1, -1],
  [1, 1],
] as const;
/** How far the two controls stand from their ends: narrow between columns, wide around them, or one of each. */
const BENDS = [
  [36, 36],
  [90, 90],
  [180, 180],
  [320, 320],
  [520, 520],
  [36, 320],
  [320, 36],
  [90, 620],
  [620, 90],
] as const;

/**
 * The curve of a reference that passes under the fewest tables without going far around: of the plain one, where it passes
 * under none, and else of the sides and bends that a single curve can have.
 */
export function routeEdge(
  edge: EdgeEnds,
  from: Box,
  to: Box,
  child: EndNode,
  parent: EndNode,
  tablesAt: TablesAt,
): EdgePath {
  const plain = edgePath(edge, from, to, child, parent);
  if (edge.from === edge.to) return plain;
  const tables = tablesAt(reachOf(from, to));
  if (tables.length > MOST_TABLES) return plain;
  const passed = passedBy(plain, from, to, tables);
  if (passed === 0) return plain;
  let best = { path: plain, cost: passed * DETOUR + lengthOf(plain) };
  for (const [leaves, arrives] of SIDES) {
    for (const [out, back] of BENDS) {
      const path = edgePathBy(edge, from, to, child, parent, { leaves, arrives, out, back });
      const length = lengthOf(path);
      if (length >= best.cost) continue;
      const cost = passedBy(path, from, to, tables) * DETOUR + length;
      if (cost < best.cost) best = { path, cost };
    }
  }
  return best.path;
}

/** Whatever shape is chosen, the curve stays in this area. */
export function reachOf(from: Box, to: Box): Box {
  const x = Math.min(from.x, to.x) - WIDEST_BEND;
  const y = Math.min(from.y, to.y) - LANES_HEIGHT;
  return {
    x,
    y,
    width: Math.max(from.x + from.width, to.x + to.width) + WIDEST_BEND - x,
    height: Math.max(from.y + from.height, to.y + to.height) + LANES_HEIGHT - y,
  };
}

/** Tables that a curve passes under; its own two count where it runs through them. */
function passedBy(path: EdgePath, from: Box, to: Box, tables: readonly Box[]): number {
  const area = pathBox(path);
  const points = Array.from({ length: SAMPLES - 1 }, (_, at) => pointOn(path, (at + 1) / SAMPLES));
  let passed = 0;
  for (const box of tables) {
    if (!touches(box, area)) continue;
    const inset = box === from || box === to ? OWN_INSET : 1;
    if (points.some((point) => isInside(point, box, inset))) passed += 1;
  }
  return passed;
}

/** A curve is at its own tables where it begins and ends. */
const OWN_INSET = 6;

function isInside({ x, y }: { readonly x: number; readonly y: number }, box: Box, inset: number): boolean {
  return x > box.x + inset && x < box.x + box.width - inset && y > box.y + inset && y < box.y + box.height - inset;
}

function lengthOf(path: EdgePath): number {
  let length = 0;
  let before = pointOn(path, 0);
  for (let step = 1; step <= 8; step += 1) {
    const after = pointOn(path, step / 8);
    length += Math.hypot(after.x - before.x, after.y - before.y);
    before = after;
  }
  return length;
}
