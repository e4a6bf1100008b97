import { emptyCatalog, type ObjectId, type Reading } from '#app/catalog';
import { detectTenancy } from '#app/coverage';
import {
  type Arrangement,
  type BoxGrid,
  boxGrid,
  buildGraph,
  fileGroup,
  type GraphEdge,
  type GraphLayout,
  type Grouping,
  type GroupOf,
  type LayoutOptions,
  layoutGraph,
  type SchemaGraph,
  withPins,
} from '#app/graph';
import { RLS_LOOKS } from '#app/report';
import { rlsOf, type TenantSettings, tenantOptions } from '#renderer/lib/coverage.ts';
import { type SceneEdges, sceneEdges } from './scene-edges.ts';

/** Everything of one catalog that is drawn, with what finds it quickly. */
export interface Scene {
  readonly graph: SchemaGraph;
  readonly layout: GraphLayout;
  /** The same without what the person put somewhere. */
  readonly free: GraphLayout;
  readonly edges: SceneEdges;
  readonly nodesAt: BoxGrid<ObjectId>;
  readonly moduleOf: ReadonlyMap<ObjectId, number>;
  /** Drawn references between modules: their numbers and how many. */
  readonly bundles: readonly { readonly a: number; readonly b: number; readonly count: number }[];
  /** True while nothing stands anywhere yet: the graph is known, its layout is being made. */
  readonly pending: boolean;
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
  readonly scene: Scene | null;
}

const scenes = new WeakMap<Reading, KeptScene>();

/** What was laid out last, and how: the next layout moves as little of it as it can, also from one source to another. */
let latest: { readonly grouping: Grouping; readonly layout: GraphLayout } | undefined;

/** What a scene lacks: its layout. */
export interface LayoutWanted {
  readonly graph: SchemaGraph;
  readonly options: LayoutOptions;
}

/** The scene of a reading, made once per reading and options, and laid out here and now. */
export function sceneOf(reading: Reading, options: SceneOptions): Scene {
  const kept = keptScene(reading, options);
  if ('scene' in kept) return kept.scene;
  return keepLayout(reading, options, kept.wanted, layoutGraph(kept.wanted.graph, kept.wanted.options));
}

/** The scene of a reading as far as no layout has to be made for it, or what is to be laid out. */
export function keptScene(
  reading: Reading,
  options: SceneOptions,
): { readonly scene: Scene } | { readonly wanted: LayoutWanted } {
  const { code, tenant, arrangement } = options;
  const kept = scenes.get(reading);
  const isSameGraph = kept?.code === code && kept.tenant === tenant;
  if (isSameGraph && kept.scene && kept.arrangement === arrangement) return { scene: kept.scene };
  const graph = isSameGraph ? kept.graph : graphOf(reading, options);
  const isSameLayout =
    isSameGraph &&
    kept.arrangement.grouping === arrangement.grouping &&
    kept.arrangement.collapsed === arrangement.collapsed;
  if (isSameLayout && kept.scene) {
    const scene = buildScene(graph, kept.scene.free, arrangement, kept.scene);
    scenes.set(reading, { ...options, graph, scene });
    return { scene };
  }
  if (!isSameGraph) scenes.set(reading, { ...options, graph, scene: null });
  return { wanted: { graph, options: layoutOptions(reading, options) } };
}

/** Keeps a layout that was wanted, as the scene of the reading. */
export function keepLayout(
  reading: Reading,
  options: SceneOptions,
  { graph }: LayoutWanted,
  layout: GraphLayout,
): Scene {
  latest = { grouping: options.arrangement.grouping, layout };
  const scene = buildScene(graph, layout, options.arrangement, null);
  scenes.set(reading, { ...options, graph, scene });
  return scene;
}

const NOWHERE: GraphLayout = { modules: [], boxes: new Map(), bounds: { x: 0, y: 0, width: 0, height: 0 } };

/** The scene of a graph whose layout is being made. */
export function pendingScene(graph: SchemaGraph): Scene {
  return { ...buildScene(graph, NOWHERE, { pins: {} }, null), pending: true };
}

function graphOf({ catalog, code: own }: Reading, { code, tenant }: SceneOptions): SchemaGraph {
  const tenantRoot = detectTenancy(catalog, tenantOptions(tenant)).root;
  return buildGraph({ catalog, relations: own?.relations ?? [], files: filesOf(code), tenantRoot });
}

function layoutOptions(reading: Reading, { tenant, arrangement }: SceneOptions): LayoutOptions {
  const { grouping, collapsed } = arrangement;
  return {
    previous: latest?.grouping === grouping ? latest.layout : undefined,
    groupOf: groupOf(grouping, reading, tenant),
    collapsed: new Set(collapsed),
  };
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
  const nodesAt = boxGrid([...layout.boxes.keys()], (id) => layout.boxes.get(id));
  const moduleOf = new Map(
    layout.modules.flatMap((module, number) => module.members.map((id) => [id, number] as const)),
  );
  return {
    graph,
    free,
    layout,
    edges: sceneEdges(graph, layout, nodesAt, before),
    nodesAt,
    moduleOf,
    bundles: bundlesOf(graph.edges, moduleOf),
    pending: false,
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

function bundlesOf(edges: readonly GraphEdge[], moduleOf: ReadonlyMap<ObjectId, number>): Scene['bundles'] {
  const counts = new Map<number, { a: number; b: number; count: number }>();
  for (const edge of edges) {
    const [x, y] = [moduleOf.get(edge.from), moduleOf.get(edge.to)];
    if (edge.foldedInto !== null || x === undefined || y === undefined || x === y) continue;
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = a * moduleOf.size + b;
    const bundle = counts.get(key) ?? { a, b, count: 0 };
    bundle.count += 1;
    counts.set(key, bundle);
  }
  return [...counts.values()];
}
