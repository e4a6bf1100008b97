import { rowOffset } from './node-size.ts';
import type { Box, GraphEdge, GraphNode } from './schema-graph.ts';

/** One cubic curve: where it starts (at the table that holds the reference), its two controls, where it ends. */
export interface EdgePath {
  readonly x1: number;
  readonly y1: number;
  readonly cx1: number;
  readonly cy1: number;
  readonly cx2: number;
  readonly cy2: number;
  readonly x2: number;
  readonly y2: number;
  /** Which way the curve leaves the start and the end: 1 to the right, -1 to the left. */
  readonly leaves: 1 | -1;
  readonly arrives: 1 | -1;
}

/** Room between two tables from which on a curve runs straight across. */
const CLEARANCE = 36;
const LANE_GAP = 7;
const SHORTEST_BEND = 36;
const LONGEST_BEND = 220;

export type EdgeEnds = Pick<GraphEdge, 'columns' | 'referencedColumns' | 'lane' | 'lanes' | 'from' | 'to'>;
export type EndNode = Pick<GraphNode, 'columns'>;

/** The curve of a reference: from the row of the key's first column to the row it references. */
export function edgePath(edge: EdgeEnds, from: Box, to: Box, child: EndNode, parent: EndNode): EdgePath {
  const { y1, y2 } = rowsOf(edge, from, to, child, parent);
  if (edge.from === edge.to) return loop(from, y1, y2 === y1 ? y1 - 16 : y2, edge.lane);
  const [leaves, arrives] = sides(from, to);
  const x1 = leaves === 1 ? from.x + from.width : from.x;
  const x2 = arrives === 1 ? to.x + to.width : to.x;
  const bend = bendOf(x1, y1, x2, y2, leaves === arrives);
  return edgePathBy(edge, from, to, child, parent, { leaves, arrives, out: bend, back: bend });
}

/** How a curve leaves its table and arrives at the other: on which sides, and how far straight on. */
export interface EdgeShape extends Pick<EdgePath, 'leaves' | 'arrives'> {
  readonly out: number;
  readonly back: number;
}

/** The curve of a reference between two tables in a shape that was chosen for it. */
export function edgePathBy(
  edge: EdgeEnds,
  from: Box,
  to: Box,
  child: EndNode,
  parent: EndNode,
  { leaves, arrives, out, back }: EdgeShape,
): EdgePath {
  const { y1, y2 } = rowsOf(edge, from, to, child, parent);
  const x1 = leaves === 1 ? from.x + from.width : from.x;
  const x2 = arrives === 1 ? to.x + to.width : to.x;
  const apart = Math.abs(shiftOf(edge));
  const [cx1, cx2] = [x1 + leaves * (out + apart), x2 + arrives * (back + apart)];
  return { x1, y1, cx1, cy1: y1, cx2, cy2: y2, x2, y2, leaves, arrives };
}

function rowsOf(edge: EdgeEnds, from: Box, to: Box, child: EndNode, parent: EndNode) {
  const y1 = from.y + rowOffset(child, edge.columns[0]);
  const y2 = to.y + rowOffset(parent, edge.referencedColumns[0]) + shiftOf(edge);
  return { y1, y2 };
}

/** Parallel references are set apart where they arrive. */
function shiftOf({ lane, lanes }: EdgeEnds): number {
  return (lane - (lanes - 1) / 2) * LANE_GAP;
}

/** Facing sides where there is room between the tables; else both on the side that is nearer. */
function sides(from: Box, to: Box): readonly [1 | -1, 1 | -1] {
  if (to.x + to.width + CLEARANCE <= from.x) return [-1, 1];
  if (from.x + from.width + CLEARANCE <= to.x) return [1, -1];
  const left = Math.abs(from.x - to.x);
  const right = Math.abs(from.x + from.width - to.x - to.width);
  return left <= right ? [-1, -1] : [1, 1];
}

function bendOf(x1: number, y1: number, x2: number, y2: number, sameSide: boolean): number {
  if (sameSide) return Math.min(LONGEST_BEND, SHORTEST_BEND + Math.abs(x2 - x1) + Math.abs(y2 - y1) / 12);
  return Math.min(LONGEST_BEND, Math.max(SHORTEST_BEND, Math.abs(x2 - x1) / 2));
}

function loop(box: Box, y1: number, y2: number, lane: number): EdgePath {
  const x = box.x + box.width;
  const out = x + 44 + lane * 14;
  return { x1: x, y1, cx1: out, cy1: y1, cx2: out, cy2: y2, x2: x, y2, leaves: 1, arrives: 1 };
}

/** The point at `t` from 0 (start) to 1 (end). */
export function pointOn(path: EdgePath, t: number): { readonly x: number; readonly y: number } {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return {
    x: a * path.x1 + b * path.cx1 + c * path.cx2 + d * path.x2,
    y: a * path.y1 + b * path.cy1 + c * path.cy2 + d * path.y2,
  };
}

/** The piece of a curve between `from` and `to` (0 the start, 1 the end), as a curve of its own. */
export function pieceOf(path: EdgePath, from: number, to: number): EdgePath {
  const [start, end] = [pointOn(path, from), pointOn(path, to)];
  const third = (to - from) / 3;
  const [out, back] = [slopeOf(path, from), slopeOf(path, to)];
  return {
    ...path,
    x1: start.x,
    y1: start.y,
    cx1: start.x + out.x * third,
    cy1: start.y + out.y * third,
    cx2: end.x - back.x * third,
    cy2: end.y - back.y * third,
    x2: end.x,
    y2: end.y,
  };
}

/** The derivative at `t`: a third of it times the length of a piece is the way to the piece's control point. */
function slopeOf(path: EdgePath, t: number): { readonly x: number; readonly y: number } {
  const u = 1 - t;
  const [a, b, c] = [3 * u * u, 6 * u * t, 3 * t * t];
  return {
    x: a * (path.cx1 - path.x1) + b * (path.cx2 - path.cx1) + c * (path.x2 - path.cx2),
    y: a * (path.cy1 - path.y1) + b * (path.cy2 - path.cy1) + c * (path.y2 - path.cy2),
  };
}

const SAMPLES = 20;

/** How far a point is from the curve, in the graph's units. */
export function distanceTo(path: EdgePath, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  let before = pointOn(path, 0);
  for (let step = 1; step <= SAMPLES; step += 1) {
    const after = pointOn(path, step / SAMPLES);
    nearest = Math.min(nearest, distanceToSegment(x, y, before, after));
    before = after;
  }
  return nearest;
}

function distanceToSegment(
  x: number,
  y: number,
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** The smallest box around the curve; a cubic never leaves the hull of its points. */
export function pathBox(path: EdgePath): Box {
  const xs = [path.x1, path.cx1, path.cx2, path.x2];
  const ys = [path.y1, path.cy1, path.cy2, path.y2];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
