import { compareText, type ObjectId } from '#app/catalog';
import { communities, type WeightedEdge } from './communities.ts';
import { firstWord, isCode, moduleName } from './module-name.ts';
import type { GraphModule, GraphNode, SchemaGraph } from './schema-graph.ts';

/** A module larger than this is taken apart again: more does not fit a screen. */
const LARGEST = 32;
/** A module smaller than this joins the one it is tied to most. */
const SMALLEST = 3;
/** A shared first word and a shared file are ties too, weaker than a foreign key. */
const PREFIX_WEIGHT = 0.6;
const FILE_WEIGHT = 0.5;
/** A file (or first word) that holds more than this share of a schema's relations tells nothing apart. */
const LARGEST_SHARE = 0.5;

/** What a grouping other than by references calls the group of a relation. */
export type GroupOf = (node: GraphNode) => string;

/**
 * Relations grouped into modules, sorted by id. A module never spans schemas, or groups where `groupOf` makes those: a group
 * too large for a screen is taken apart by its references.
 */
export function findModules(graph: SchemaGraph, groupOf?: GroupOf): readonly GraphModule[] {
  const keyOf = groupOf ?? ((node: GraphNode) => node.schema);
  const groups = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const key = keyOf(node);
    const list = groups.get(key);
    if (list) list.push(node);
    else groups.set(key, [node]);
  }
  const modules = [...groups].flatMap(([key, nodes]) => {
    const parts = groupOf && nodes.length <= LARGEST ? [nodes] : groupSchema(nodes, graph);
    return parts.map((members) => ({ key, members }));
  });
  return nameModules(modules, graph, groupOf !== undefined).sort((a, b) => compareText(a.id, b.id));
}

function groupSchema(nodes: readonly GraphNode[], graph: SchemaGraph): readonly (readonly GraphNode[])[] {
  const ties = tiesWithin(nodes, graph);
  const first = grouped(nodes, [...ties, ...sharedTies(nodes)]);
  const split = splitLarge(first, ties, nodes);
  return joinSmall(split, ties, nodes);
}

/** Edges between the nodes by their number; a relation tied to hubs only keeps those ties, but the tenant root ties nobody. */
function tiesWithin(nodes: readonly GraphNode[], graph: SchemaGraph): readonly WeightedEdge[] {
  const numbers = numbersOf(nodes);
  const ties: WeightedEdge[] = [];
  const tied = new Set<number>();
  const roots = new Set(graph.nodes.filter((node) => node.hub?.reason === 'tenant-root').map((node) => node.id));
  const folded: [number, number][] = [];
  for (const edge of graph.edges) {
    const from = numbers.get(edge.from);
    const to = numbers.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    if (edge.foldedInto !== null && roots.has(edge.foldedInto)) continue;
    if (edge.foldedInto !== null) folded.push([from, to]);
    else {
      ties.push([from, to, 1]);
      tied.add(from).add(to);
    }
  }
  for (const [from, to] of folded) if (!tied.has(from)) ties.push([from, to, 1]);
  return ties;
}

/** Extra nodes, one for each first word and each file, that pull their members together. */
function sharedTies(nodes: readonly GraphNode[]): readonly WeightedEdge[] {
  const ties: WeightedEdge[] = [];
  let next = nodes.length;
  const tie = (keyOf: (node: GraphNode) => string | null, weight: number) => {
    const sets = new Map<string, number[]>();
    nodes.forEach((node, number) => {
      const key = keyOf(node);
      if (key === null) return;
      const set = sets.get(key);
      if (set) set.push(number);
      else sets.set(key, [number]);
    });
    for (const members of sets.values()) {
      if (members.length < 2 || members.length > Math.max(4, LARGEST_SHARE * nodes.length)) continue;
      for (const member of members) ties.push([next, member, weight]);
      next += 1;
    }
  };
  tie((node) => firstWord(node.name), PREFIX_WEIGHT);
  tie((node) => (node.file !== null && isCode(node.file) ? node.file : null), FILE_WEIGHT);
  return ties;
}

function grouped(
  nodes: readonly GraphNode[],
  ties: readonly WeightedEdge[],
  resolution = 1,
): readonly (readonly GraphNode[])[] {
  const count = ties.reduce((most, [a, b]) => Math.max(most, a + 1, b + 1), nodes.length);
  const labels = communities(count, ties, resolution);
  const groups = new Map<number, GraphNode[]>();
  nodes.forEach((node, number) => {
    const label = labels[number] ?? number;
    const group = groups.get(label);
    if (group) group.push(node);
    else groups.set(label, [node]);
  });
  return [...groups.values()];
}

/** Takes large groups apart by their own ties, finer each time; what has no ties is cut in order of names. */
function splitLarge(
  groups: readonly (readonly GraphNode[])[],
  ties: readonly WeightedEdge[],
  nodes: readonly GraphNode[],
  depth = 1,
): readonly (readonly GraphNode[])[] {
  if (groups.every((group) => group.length <= LARGEST)) return groups;
  const within = tiesInside(groups, ties, nodes);
  return groups.flatMap((group, at) => {
    if (group.length <= LARGEST) return [group];
    const own = within[at] ?? [];
    const parts = depth > 4 ? [] : grouped(group, [...own, ...sharedTies(group)], depth);
    return parts.length < 2 ? chunks(group) : splitLarge(parts, own, group, depth + 1);
  });
}

/** The ties that stay inside each group, by the numbers their ends have there. */
function tiesInside(
  groups: readonly (readonly GraphNode[])[],
  ties: readonly WeightedEdge[],
  nodes: readonly GraphNode[],
): readonly (readonly WeightedEdge[])[] {
  const numbers = numbersOf(nodes);
  const home = new Int32Array(nodes.length).fill(-1);
  const place = new Int32Array(nodes.length);
  groups.forEach((group, number) => {
    group.forEach((node, at) => {
      const own = numbers.get(node.id) ?? -1;
      home[own] = number;
      place[own] = at;
    });
  });
  const within: WeightedEdge[][] = groups.map(() => []);
  for (const [a, b, weight] of ties)
    if (home[a] === home[b]) within[home[a] ?? -1]?.push([place[a] ?? 0, place[b] ?? 0, weight]);
  return within;
}

function chunks(group: readonly GraphNode[]): readonly (readonly GraphNode[])[] {
  const size = Math.ceil(group.length / Math.ceil(group.length / LARGEST));
  return Array.from({ length: Math.ceil(group.length / size) }, (_, at) => group.slice(at * size, (at + 1) * size));
}

/** Small groups join the group they have most ties with; those without any come together, in pieces a screen can hold. */
function joinSmall(
  groups: readonly (readonly GraphNode[])[],
  ties: readonly WeightedEdge[],
  nodes: readonly GraphNode[],
): readonly (readonly GraphNode[])[] {
  const large = groups.filter((group) => group.length >= SMALLEST).map((group) => [...group]);
  const homeOf = new Map<ObjectId, GraphNode[]>();
  for (const group of large) for (const node of group) homeOf.set(node.id, group);
  const homeless: GraphNode[] = [];
  for (const group of groups.filter((candidate) => candidate.length < SMALLEST)) {
    const home = homeFor(group, ties, nodes, homeOf);
    if (home) home.push(...group);
    else homeless.push(...group);
  }
  homeless.sort((a, b) => compareText(a.id, b.id));
  const loose = homeless.length > 0 ? chunks(homeless) : [];
  return [...large, ...loose].map((group) => [...group].sort((a, b) => compareText(a.id, b.id)));
}

function homeFor(
  group: readonly GraphNode[],
  ties: readonly WeightedEdge[],
  nodes: readonly GraphNode[],
  homeOf: ReadonlyMap<ObjectId, GraphNode[]>,
): GraphNode[] | null {
  const ids = new Set(group.map((node) => node.id));
  const votes = new Map<GraphNode[], number>();
  for (const [a, b, weight] of ties) {
    const [x, y] = [nodes[a]?.id ?? '', nodes[b]?.id ?? ''];
    const other = ids.has(x) ? y : ids.has(y) ? x : null;
    const home = other === null ? undefined : homeOf.get(other);
    if (home && home.length < LARGEST) votes.set(home, (votes.get(home) ?? 0) + weight);
  }
  const ranked = [...votes].sort(([a, x], [b, y]) => y - x || compareText(a[0]?.id ?? '', b[0]?.id ?? ''));
  return ranked[0]?.[0] ?? null;
}

function numbersOf(nodes: readonly GraphNode[]): ReadonlyMap<ObjectId, number> {
  return new Map(nodes.map((node, number) => [node.id, number]));
}

interface Group {
  readonly key: string;
  readonly members: readonly GraphNode[];
}

function nameModules(groups: readonly Group[], graph: SchemaGraph, isGrouped: boolean): GraphModule[] {
  const degree = new Map<ObjectId, number>();
  for (const edge of graph.edges) for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const perKey = new Map<string, number>();
  for (const { key } of groups) perKey.set(key, (perKey.get(key) ?? 0) + 1);
  const taken = new Map<string, number>();
  return [...groups]
    .sort((a, b) => b.members.length - a.members.length || compareText(a.members[0]?.id ?? '', b.members[0]?.id ?? ''))
    .map(({ key, members }) => {
      const centre = [...members].sort(
        (a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || compareText(a.id, b.id),
      )[0];
      const isWhole = perKey.get(key) === 1 && (isGrouped || key !== 'public');
      const own = moduleName(members, centre?.name ?? key, isWhole ? key : null);
      const plain = isGrouped && !isWhole ? `${key} · ${own}` : own;
      const count = (taken.get(`${key}\u0000${plain}`) ?? 0) + 1;
      taken.set(`${key}\u0000${plain}`, count);
      const name = count === 1 ? plain : `${plain} · ${centre?.name ?? count}`;
      return { id: `${key}/${centre?.id ?? plain}`, name, group: key, members: members.map((node) => node.id) };
    });
}
