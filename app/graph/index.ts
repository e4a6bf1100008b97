export { type Arrangement, GROUPINGS, type Grouping, NO_ARRANGEMENT, type Pin } from './arrangement.ts';
export { type BoxGrid, boxGrid, touches } from './box-grid.ts';
export { buildGraph, type GraphInput } from './build-graph.ts';
export {
  bundleEdges,
  bundleKey,
  type InBundle,
  type LongLine,
  longLine,
  type RoutedEdge,
  trunkWidth,
} from './bundle-edges.ts';
export { bundlePaths, type PathBundle } from './bundle-paths.ts';
export { distanceTo, type EdgePath, edgePath, pathBox, pieceOf, pointOn } from './edge-path.ts';
export * from './explore/filter.ts';
export { findPaths, type GraphPath, type PathStep } from './explore/find-paths.ts';
export type { JoinOptions } from './explore/join-aliases.ts';
export { type DrizzleJoin, joinDrizzle } from './explore/join-drizzle.ts';
export { joinSql } from './explore/join-sql.ts';
export * from './explore/scope.ts';
export { MOST_STEPS, WAYS, type Way, withinSteps } from './explore/within-steps.ts';
export { type GraphIndex, graphIndex, neighbourhood } from './graph-index.ts';
export { type LayoutOptions, layoutGraph, MODULE_HEADER } from './layout.ts';
export { LARGEST_SELECTION, layoutSelection, selectionGraph } from './layout-selection.ts';
export { fileGroup } from './module-name.ts';
export { findModules, type GroupOf } from './modules.ts';
export {
  FOOT_HEIGHT,
  HEADER_HEIGHT,
  nodeSize,
  ROW_HEIGHT,
  rowOffset,
  shownColumns,
} from './node-size.ts';
export * from './packed-layout.ts';
export { withPins } from './pins.ts';
export { keyIn, missingReferences } from './references.ts';
export { reachOf, routeEdge, type TablesAt } from './route-edge.ts';
export * from './schema-graph.ts';
export { shortType } from './short-type.ts';
export { DIRECTIONS, type Direction, stepFrom } from './step.ts';
