import { type EdgePath, pieceOf } from './edge-path.ts';

/** Curves that run together: each leads into a trunk that all share, and out of it again. */
export interface PathBundle {
  readonly trunk: EdgePath;
  /** In the order of the curves: from where each begins to the trunk, and from the trunk to where it ends. */
  readonly into: readonly EdgePath[];
  readonly out: readonly EdgePath[];
}

/** Fewer are told apart as easily as they are counted. */
const FEWEST = 3;
/** A trunk that is shorter than this, in the graph's units, saves no ink. */
const SHORTEST = 260;
/** How far from their middle curves may begin and end, as a share of the trunk's length: what comes from farther is no bundle. */
const WIDEST = 0.55;
/** Where on the way curves have joined, and where they part again. */
const JOINED = 0.3;

/** Curves that leave and arrive on the same sides, as a bundle; `null` where they are too few, too short or too far apart. */
export function bundlePaths(paths: readonly EdgePath[]): PathBundle | null {
  const [first] = paths;
  if (!first || paths.length < FEWEST) return null;
  const mean = (of: (path: EdgePath) => number) => paths.reduce((sum, path) => sum + of(path), 0) / paths.length;
  const whole: EdgePath = {
    ...first,
    x1: mean((path) => path.x1),
    y1: mean((path) => path.y1),
    cx1: mean((path) => path.cx1),
    cy1: mean((path) => path.cy1),
    cx2: mean((path) => path.cx2),
    cy2: mean((path) => path.cy2),
    x2: mean((path) => path.x2),
    y2: mean((path) => path.y2),
  };
  const length = Math.hypot(whole.x2 - whole.x1, whole.y2 - whole.y1);
  const isNear = ({ x1, y1, x2, y2 }: EdgePath) =>
    Math.max(Math.hypot(x1 - whole.x1, y1 - whole.y1), Math.hypot(x2 - whole.x2, y2 - whole.y2)) <= length * WIDEST;
  if (length < SHORTEST || !paths.every(isNear)) return null;
  const trunk = pieceOf(whole, JOINED, 1 - JOINED);
  return { trunk, into: paths.map((path) => leadInto(path, trunk)), out: paths.map((path) => leadOut(path, trunk)) };
}

/** From the beginning of a curve, the way it begins, to the beginning of the trunk, the way that leads on. */
function leadInto(path: EdgePath, trunk: EdgePath): EdgePath {
  const own = pieceOf(path, 0, JOINED);
  return {
    ...own,
    cx2: 2 * trunk.x1 - trunk.cx1,
    cy2: 2 * trunk.y1 - trunk.cy1,
    x2: trunk.x1,
    y2: trunk.y1,
  };
}

function leadOut(path: EdgePath, trunk: EdgePath): EdgePath {
  const own = pieceOf(path, 1 - JOINED, 1);
  return {
    ...own,
    x1: trunk.x2,
    y1: trunk.y2,
    cx1: 2 * trunk.x2 - trunk.cx2,
    cy1: 2 * trunk.y2 - trunk.cy2,
  };
}
