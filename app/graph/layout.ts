import { compareText, type ObjectId } from '#app/catalog';
import { graphIndex } from './graph-index.ts';
import { layered } from './layered.ts';
import { findModules, type GroupOf } from './modules.ts';
import { nodeSize, type Size } from './node-size.ts';
import { type Point, pack } from './pack.ts';
import { keptCorners, packModules } from './place-modules.ts';
import type { Box, GraphEdge, GraphLayout, GraphModule, GraphNode, PlacedModule, SchemaGraph } from './schema-graph.ts';

/** Space for the module's name above its relations, and around them. */
export const MODULE_HEADER = 104;
const MODULE_PADDING = 28;
const PART_GAP = 32;
const MODULE_ASPECT = 1.3;
/** Sizes are rounded up to this, so that a new column rarely moves other modules. */
const GRID = 60;

export interface LayoutOptions {
  /** The layout before a change: modules stay where they were as far as they fit. */
  readonly previous?: { readonly modules: readonly Pick<PlacedModule, 'id' | 'box'>[] } | undefined;
  /** Other groups than those that references make. */
  readonly groupOf?: GroupOf | undefined;
  /** Ids of modules to draw as one box. */
  readonly collapsed?: ReadonlySet<string>;
  /** How large each relation is, where that is known already. */
  readonly sizeOf?: SizeOf;
}

export type SizeOf = (node: GraphNode) => Size;

/**
 * Lays out a graph: modules packed compactly, relations layered inside them. No boxes overlap; equal graphs and options, equal
 * layouts.
 */
export function layoutGraph(graph: SchemaGraph, options: LayoutOptions = {}): GraphLayout {
  const { previous, groupOf, collapsed, sizeOf = nodeSize } = options;
  const modules = findModules(graph, groupOf).map((module): SizedModule => {
    const isCollapsed = collapsed?.has(module.id) ?? false;
    return { module, isCollapsed, inner: isCollapsed ? COLLAPSED : layoutModule(module, graph, sizeOf) };
  });
  const homes = new Map<ObjectId, string>();
  for (const { module } of modules) for (const member of module.members) homes.set(member, module.id);
  const tied = tiesBetween(graph.edges, homes);
  const ordered = arrange(modules, tied);
  const corners = (previous && keptCorners(ordered, previous)) ?? packModules(ordered, tied);
  return assemble(ordered, corners);
}

export interface InnerLayout extends Size {
  readonly boxes: ReadonlyMap<ObjectId, Box>;
}

export interface SizedModule {
  readonly module: GraphModule;
  readonly inner: InnerLayout;
  readonly isCollapsed: boolean;
}

/** A collapsed module is as large as a small table: its name and how much it holds. */
const COLLAPSED: InnerLayout = { boxes: new Map(), width: 6 * GRID, height: 3 * GRID };

/** Places a module's relations from (0, 0): tied ones layered, parts and single ones packed. */
export function layoutModule(module: GraphModule, graph: SchemaGraph, sizeOf: SizeOf = nodeSize): InnerLayout {
  const index = graphIndex(graph);
  const numbers = new Map(module.members.map((id, number) => [id, number]));
  const sizes = module.members.map((id) => {
    const node = index.nodes.get(id);
    return node ? sizeOf(node) : NO_SIZE;
  });
  const edges: [number, number][] = [];
  for (const id of module.members) {
    for (const edge of index.outgoing(id)) {
      const to = numbers.get(edge.to);
      if (to !== undefined && edge.foldedInto === null) edges.push([numbers.get(id) ?? 0, to]);
    }
  }
  const parts = partsOf(sizes.length, edges).map((members) => layoutPart(members, sizes, edges));
  const order = parts.map((_, at) => at).sort((a, b) => bucket(parts[b]) - bucket(parts[a]) || a - b);
  const packing = pack(
    order.map((at) => parts[at] ?? NO_SIZE),
    { gap: PART_GAP, aspect: MODULE_ASPECT },
  );
  const boxes = new Map<ObjectId, Box>();
  order.forEach((at, slot) => {
    const part = parts[at];
    const corner = packing.points[slot];
    part?.members.forEach((node, place) => {
      const point = part.points[place];
      const id = module.members[node];
      const size = sizes[node];
      if (id === undefined || !point || !corner || !size) return;
      boxes.set(id, { x: corner.x + point.x + MODULE_PADDING, y: corner.y + point.y + MODULE_HEADER, ...size });
    });
  });
  return {
    boxes,
    width: roundUp(packing.width + 2 * MODULE_PADDING),
    height: roundUp(packing.height + MODULE_HEADER + MODULE_PADDING),
  };
}

const NO_SIZE: Size = { width: 0, height: 0 };

interface Part extends Size {
  readonly members: readonly number[];
  readonly points: readonly Point[];
}

function layoutPart(
  members: readonly number[],
  sizes: readonly Size[],
  edges: readonly (readonly [number, number])[],
): Part {
  const local = new Map(members.map((node, at) => [node, at]));
  const inner = edges.flatMap(([from, to]) => {
    const [a, b] = [local.get(from), local.get(to)];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  const result = layered({ sizes: members.map((node) => sizes[node] ?? NO_SIZE), edges: inner });
  return { members, points: result.points, width: result.width, height: result.height };
}

/** Connected parts, each sorted, in the order of their first node. */
function partsOf(count: number, edges: readonly (readonly [number, number])[]): readonly (readonly number[])[] {
  const leader = Array.from({ length: count }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (leader[at] !== at) at = leader[at] ?? at;
    return at;
  };
  for (const [a, b] of edges) {
    const [x, y] = [find(a), find(b)];
    leader[Math.max(x, y)] = Math.min(x, y);
  }
  const parts = new Map<number, number[]>();
  for (let node = 0; node < count; node += 1) {
    const part = parts.get(find(node));
    if (part) part.push(node);
    else parts.set(find(node), [node]);
  }
  return [...parts.values()];
}

/** Coarse measure of a size: near sizes are equal, so that order survives small changes. */
function bucket(size: Size | undefined): number {
  return size ? Math.round(2 * Math.log2(Math.max(1, size.width * size.height))) : 0;
}

function roundUp(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}

export type Ties = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** How many drawn edges run between modules. */
function tiesBetween(edges: readonly GraphEdge[], homes: ReadonlyMap<ObjectId, string>): Ties {
  const found = new Map<string, Map<string, number>>();
  const add = (a: string, b: string) => {
    const map = found.get(a) ?? new Map<string, number>();
    found.set(a, map.set(b, (map.get(b) ?? 0) + 1));
  };
  for (const edge of edges) {
    const from = homes.get(edge.from);
    const to = homes.get(edge.to);
    if (edge.foldedInto !== null || from === undefined || to === undefined || from === to) continue;
    add(from, to);
    add(to, from);
  }
  return found;
}

/** Largest first, then always the one most tied to those before it; schemas stay together. */
function arrange(modules: readonly SizedModule[], tied: Ties): readonly SizedModule[] {
  const bySchema = new Map<string, SizedModule[]>();
  for (const entry of modules) bySchema.set(entry.module.group, [...(bySchema.get(entry.module.group) ?? []), entry]);
  const schemas = [...bySchema].sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b));
  const ordered: SizedModule[] = [];
  const score = new Map<string, number>();
  for (const [, waiting] of schemas) {
    waiting.sort((a, b) => bucket(b.inner) - bucket(a.inner) || compareText(a.module.id, b.module.id));
    while (waiting.length > 0) {
      let best = 0;
      waiting.forEach((entry, at) => {
        if ((score.get(entry.module.id) ?? 0) > (score.get(waiting[best]?.module.id ?? '') ?? 0)) best = at;
      });
      const [next] = waiting.splice(best, 1);
      if (!next) break;
      ordered.push(next);
      for (const [other, count] of tied.get(next.module.id) ?? []) score.set(other, (score.get(other) ?? 0) + count);
    }
  }
  return ordered;
}

function assemble(ordered: readonly SizedModule[], corners: readonly Point[]): GraphLayout {
  const boxes = new Map<ObjectId, Box>();
  const modules: PlacedModule[] = ordered.map(({ module, inner, isCollapsed }, at) => {
    const corner = corners[at] ?? { x: 0, y: 0 };
    for (const [id, box] of inner.boxes) boxes.set(id, { ...box, x: box.x + corner.x, y: box.y + corner.y });
    return { ...module, collapsed: isCollapsed, box: { ...corner, width: inner.width, height: inner.height } };
  });
  const right = modules.reduce((most, { box }) => Math.max(most, box.x + box.width), 0);
  const bottom = modules.reduce((most, { box }) => Math.max(most, box.y + box.height), 0);
  return { modules, boxes, bounds: { x: 0, y: 0, width: right, height: bottom } };
}
