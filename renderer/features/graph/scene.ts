import { emptyCatalog, type ObjectId, objectId, type Reading } from '#app/catalog';
import { detectTenancy, EDGE_STATES, type EdgeCoverage, type EdgeState, edgeKey } from '#app/coverage';
import {
  type Box,
  type BoxGrid,
  boxGrid,
  buildGraph,
  type EdgePath,
  edgePath,
  type GraphEdge,
  type GraphLayout,
  graphIndex,
  layoutGraph,
  pathBox,
  type SchemaGraph,
} from '#app/graph';
import { type TenantSettings, tenantOptions } from '#renderer/lib/coverage.ts';

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
  readonly edges: readonly DrawnEdge[];
  readonly edgesAt: BoxGrid<DrawnEdge>;
  readonly nodesAt: BoxGrid<ObjectId>;
  readonly moduleOf: ReadonlyMap<ObjectId, number>;
  /** Drawn references between modules: their numbers and how many. */
  readonly bundles: readonly { readonly a: number; readonly b: number; readonly count: number }[];
}

interface KeptScene {
  readonly code: Reading | null;
  readonly tenant: TenantSettings;
  readonly scene: Scene;
}

const scenes = new WeakMap<Reading, KeptScene>();

/** What was laid out last: the next layout moves as little of it as it can, also from one source to another. */
let latest: GraphLayout | undefined;

/** The scene of a reading, made once per reading. Code tells how tables are grouped, whichever source is shown. */
export function sceneOf(reading: Reading, code: Reading | null, tenant: TenantSettings): Scene {
  const kept = scenes.get(reading);
  if (kept?.code === code && kept.tenant === tenant) return kept.scene;
  const scene = buildScene(reading, code, tenant);
  scenes.set(reading, { code, tenant, scene });
  return scene;
}

function buildScene(reading: Reading, code: Reading | null, tenant: TenantSettings): Scene {
  const { catalog } = reading;
  const relations = reading.code?.relations ?? [];
  const tenantRoot = detectTenancy(catalog, tenantOptions(tenant)).root;
  const graph = buildGraph({ catalog, relations, files: filesOf(code), tenantRoot });
  const layout = layoutGraph(graph, latest);
  latest = layout;
  const edges = graph.edges.flatMap((edge) => drawEdge(edge, graph, layout) ?? []);
  const moduleOf = new Map(
    layout.modules.flatMap((module, number) => module.members.map((id) => [id, number] as const)),
  );
  return {
    graph,
    layout,
    edges,
    edgesAt: boxGrid(edges, (edge) => edge.box),
    nodesAt: boxGrid([...layout.boxes.keys()], (id) => layout.boxes.get(id)),
    moduleOf,
    bundles: bundlesOf(edges, moduleOf),
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

function bundlesOf(edges: readonly DrawnEdge[], moduleOf: ReadonlyMap<ObjectId, number>): Scene['bundles'] {
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
