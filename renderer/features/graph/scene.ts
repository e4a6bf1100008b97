import { emptyCatalog, type ObjectId, objectId, type Reading } from '#app/catalog';
import { detectTenancy, EDGE_STATES, type EdgeCoverage, type EdgeState, edgeKey } from '#app/coverage';
import {
  type Arrangement,
  type Box,
  type BoxGrid,
  boxGrid,
  buildGraph,
  type EdgePath,
  edgePath,
  fileGroup,
  type GraphEdge,
  type GraphLayout,
  type Grouping,
  type GroupOf,
  graphIndex,
  layoutGraph,
  pathBox,
  type SchemaGraph,
  withPins,
} from '#app/graph';
import { rlsOf, type TenantSettings, tenantOptions } from '#renderer/lib/coverage.ts';
import { RLS_LOOKS } from '#renderer/lib/coverage-looks.ts';

/** A reference with its curve; `key` is the same in every source (`#app/coverage`). */
export interface DrawnEdge extends GraphEdge {
  readonly key: string;
  readonly path: EdgePath;
  readonly box: Box;
}

/** Everything of one catalog that is drawn, with what finds it quickly. */
export interface Scene {
  readonly graph: SchemaGraph;
  readonly layout: GraphLayout;
  /** The same without what the person put somewhere. */
  readonly free: GraphLayout;
  readonly edges: readonly DrawnEdge[];
  readonly edgesAt: BoxGrid<DrawnEdge>;
  readonly nodesAt: BoxGrid<ObjectId>;
  readonly moduleOf: ReadonlyMap<ObjectId, number>;
  /** Drawn references between modules: their numbers and how many. */
  readonly bundles: readonly { readonly a: number; readonly b: number; readonly count: number }[];
}

/** What a scene is made from beside the reading itself. */
export interface SceneOptions {
  /** Code tells how tables are grouped, whichever source is shown. */
  readonly code: Reading | null;
  readonly tenant: TenantSettings;
  readonly arrangement: Arrangement;
}

interface KeptScene extends SceneOptions {
  readonly graph: SchemaGraph;
  readonly scene: Scene;
}

const scenes = new WeakMap<Reading, KeptScene>();

/** What was laid out last, and how: the next layout moves as little of it as it can, also from one source to another. */
let latest: { readonly grouping: Grouping; readonly layout: GraphLayout } | undefined;

/** The scene of a reading, made once per reading and options. */
export function sceneOf(reading: Reading, options: SceneOptions): Scene {
  const { code, tenant, arrangement } = options;
  const kept = scenes.get(reading);
  const isSameGraph = kept?.code === code && kept.tenant === tenant;
  if (isSameGraph && kept.arrangement === arrangement) return kept.scene;
  const graph = isSameGraph ? kept.graph : graphOf(reading, options);
  const isSameLayout =
    isSameGraph &&
    kept.arrangement.grouping === arrangement.grouping &&
    kept.arrangement.collapsed === arrangement.collapsed;
  const layout = isSameLayout ? kept.scene.free : layOut(graph, reading, options);
  const scene = buildScene(graph, layout, arrangement, isSameLayout ? kept.scene : null);
  scenes.set(reading, { ...options, graph, scene });
  return scene;
}

function graphOf({ catalog, code: own }: Reading, { code, tenant }: SceneOptions): SchemaGraph {
  const tenantRoot = detectTenancy(catalog, tenantOptions(tenant)).root;
  return buildGraph({ catalog, relations: own?.relations ?? [], files: filesOf(code), tenantRoot });
}

function layOut(graph: SchemaGraph, reading: Reading, { tenant, arrangement }: SceneOptions): GraphLayout {
  const { grouping, collapsed } = arrangement;
  const layout = layoutGraph(graph, {
    previous: latest?.grouping === grouping ? latest.layout : undefined,
    groupOf: groupOf(grouping, reading, tenant),
    collapsed: new Set(collapsed),
  });
  latest = { grouping, layout };
  return layout;
}

function groupOf(grouping: Grouping, reading: Reading, tenant: TenantSettings): GroupOf | undefined {
  if (grouping === 'references') return undefined;
  if (grouping === 'schema') return ({ schema }) => schema;
  if (grouping === 'file') return fileGroup;
  const { tables } = rlsOf(reading, tenant);
  return ({ id, kind }) => {
    const state = tables.get(id)?.state;
    return state ? RLS_LOOKS[state].label : kind === 'table' ? 'not covered' : 'views';
  };
}

/** `before`: the scene of the same layout, of which all stays that no pin has moved. */
export function buildScene(
  graph: SchemaGraph,
  free: GraphLayout,
  { pins }: Pick<Arrangement, 'pins'>,
  before: Scene | null,
): Scene {
  const layout = withPins(free, pins);
  const drawn = new Map(before?.edges.map((edge) => [edge.id, edge]));
  const stands = (id: ObjectId) => before?.layout.boxes.get(id) === layout.boxes.get(id);
  const edges = graph.edges.flatMap((edge) => {
    const known = stands(edge.from) && stands(edge.to) ? drawn.get(edge.id) : undefined;
    return known ?? drawEdge(edge, graph, layout) ?? [];
  });
  const moduleOf = new Map(
    layout.modules.flatMap((module, number) => module.members.map((id) => [id, number] as const)),
  );
  return {
    graph,
    free,
    layout,
    edges,
    edgesAt: boxGrid(edges, (edge) => edge.box),
    nodesAt: boxGrid([...layout.boxes.keys()], (id) => layout.boxes.get(id)),
    moduleOf,
    bundles: bundlesOf(graph.edges, moduleOf),
  };
}

function filesOf(code: Reading | null): ReadonlyMap<ObjectId, string> {
  const { table, view, 'materialized-view': materialized } = (code?.catalog ?? emptyCatalog()).objects;
  return new Map(
    [...table, ...view, ...materialized].flatMap(({ id, origins }) => {
      const file = origins.find((origin) => origin.file)?.file;
      return file === undefined ? [] : [[id, file] as const];
    }),
  );
}

function drawEdge(edge: GraphEdge, graph: SchemaGraph, layout: GraphLayout): DrawnEdge | null {
  const { nodes } = graphIndex(graph);
  const [child, parent] = [nodes.get(edge.from), nodes.get(edge.to)];
  const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
  if (!child || !parent || !from || !to) return null;
  const path = edgePath(edge, from, to, child, parent);
  const key = edgeKey(
    { schema: child.schema, name: child.name, columns: edge.columns },
    { schema: parent.schema, name: parent.name, columns: edge.referencedColumns },
  );
  return { ...edge, key, path, box: pathBox(path) };
}

function bundlesOf(edges: readonly GraphEdge[], moduleOf: ReadonlyMap<ObjectId, number>): Scene['bundles'] {
  const counts = new Map<string, { a: number; b: number; count: number }>();
  for (const edge of edges) {
    const [x, y] = [moduleOf.get(edge.from), moduleOf.get(edge.to)];
    if (edge.foldedInto !== null || x === undefined || y === undefined || x === y) continue;
    const [a, b] = x < y ? [x, y] : [y, x];
    const bundle = counts.get(`${a} ${b}`) ?? { a, b, count: 0 };
    bundle.count += 1;
    counts.set(`${a} ${b}`, bundle);
  }
  return [...counts.values()];
}

/** References that other sources or names imply and this catalog's graph has not: drawn on the foreign-key overlay. */
export function missingEdges(scene: Scene, coverage: readonly EdgeCoverage[]): readonly DrawnEdge[] {
  const known = new Set(scene.edges.map((edge) => edge.key));
  return coverage.flatMap((entry) => {
    if (known.has(entry.key)) return [];
    const edge: GraphEdge = {
      id: `missing ${entry.key}`,
      kind: entry.state === 'relation-only' ? 'relation' : 'foreign-key',
      name: '',
      from: objectId('table', entry.from.schema, entry.from.name),
      to: objectId('table', entry.to.schema, entry.to.name),
      columns: entry.from.columns,
      referencedColumns: entry.to.columns,
      optional: true,
      unique: false,
      lane: 0,
      lanes: 1,
      foldedInto: null,
    };
    return drawEdge(edge, scene.graph, scene.layout) ?? [];
  });
}

/** The worst state among the references each table holds. */
export function worstEdgeStates(coverage: readonly EdgeCoverage[]): ReadonlyMap<ObjectId, EdgeState> {
  const worst = new Map<ObjectId, EdgeState>();
  for (const entry of coverage) {
    const id = objectId('table', entry.from.schema, entry.from.name);
    const before = worst.get(id);
    if (!before || EDGE_STATES.indexOf(entry.state) < EDGE_STATES.indexOf(before)) worst.set(id, entry.state);
  }
  return worst;
}
