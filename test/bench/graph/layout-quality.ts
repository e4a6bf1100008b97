import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ElkExtendedEdge } from 'elkjs';
import Elk from 'elkjs/lib/elk.bundled.js';
import type { Catalog } from '#app/catalog';
import { detectTenancy } from '#app/coverage';
import {
  type Box,
  boxGrid,
  buildGraph,
  graphIndex,
  layoutGraph,
  pointOn,
  routeEdge,
  type SchemaGraph,
} from '#app/graph';
import { largeSchema } from '#test/support/catalog/large-schema.ts';
import type { Measure } from '../run.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands: boxes, and each reference as a line through points. */
interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly (readonly Point[])[];
  /** Processor time that it took, in milliseconds. */
  readonly processor: number;
}

/** Our layout beside elk's layered one, over the same boxes and references. */
export async function layoutMeasures(): Promise<readonly Measure[]> {
  const schemas: (readonly [string, Catalog])[] = [
    ['sample', await catalogOf('resources/sample')],
    ['seed 000', await catalogOf('test/fixtures/seeds/000')],
    ['generated 300', largeSchema(300)],
  ];
  const measures: Measure[] = [];
  for (const [name, catalog] of schemas) {
    const graph = buildGraph({ catalog, tenantRoot: detectTenancy(catalog).root });
    measures.push(...compare(name, ourDrawing(graph), await elkDrawing(graph)));
  }
  for (const tables of [1000, 3000]) {
    const graph = buildGraph({ catalog: largeSchema(tables), tenantRoot: { schema: 'public', name: 'companies' } });
    const times = [1, 2, 3].map(() => ourDrawing(graph).processor).sort((a, b) => a - b);
    const value = times[1] ?? Number.NaN;
    const target = tables === 3000 ? 300 : null;
    measures.push({
      what: `layout of ${tables} tables, processor time`,
      value,
      unit: 'ms',
      target: target === null ? 'reported' : `≤ ${target}`,
      ok: target === null || value <= target,
    });
  }
  return measures;
}

function compare(name: string, ours: Drawing, elk: Drawing): readonly Measure[] {
  const row = (what: string, value: number, peer: number, unit: string, ok = true, target = 'reported'): Measure => ({
    what: `${name}: ${what} (elk ${peer.toFixed(0)})`,
    value,
    unit,
    target,
    ok,
  });
  const overlaps = overlapsOf(ours.boxes);
  return [
    row('tables that overlap', overlaps, overlapsOf(elk.boxes), '', overlaps === 0, '0'),
    row('crossings', crossingsOf(ours.lines), crossingsOf(elk.lines), ''),
    row('tables that a reference of others passes under', passedOf(ours), passedOf(elk), ''),
    row(
      'length of references, together, in thousands of px',
      lengthOf(ours.lines) / 1000,
      lengthOf(elk.lines) / 1000,
      '',
    ),
    row('area, in millions of px²', areaOf(ours.boxes), areaOf(elk.boxes), ''),
    row('processor time', ours.processor, elk.processor, 'ms'),
  ];
}

async function catalogOf(project: string): Promise<Catalog> {
  const { stdout } = await run(
    process.execPath,
    [join(root, 'dist/cli.js'), 'inspect', 'code', '--project', join(root, project)],
    {
      maxBuffer: 2 ** 28,
    },
  ).catch((error: { readonly stdout: string }) => error);
  return JSON.parse(stdout) as Catalog;
}

const SAMPLES = 24;

function ourDrawing(graph: SchemaGraph): Drawing {
  const before = process.cpuUsage();
  const layout = layoutGraph(graph);
  const { user } = process.cpuUsage(before);
  const { nodes } = graphIndex(graph);
  const tables = boxGrid([...layout.boxes.values()], (box) => box);
  const lines = drawnEdges(graph).flatMap((edge) => {
    const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
    const [child, parent] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (!from || !to || !child || !parent) return [];
    const path = routeEdge(edge, from, to, child, parent, tables.within);
    return [Array.from({ length: SAMPLES + 1 }, (_, at) => pointOn(path, at / SAMPLES))];
  });
  return { boxes: [...layout.boxes.values()], lines, processor: user / 1000 };
}

async function elkDrawing(graph: SchemaGraph): Promise<Drawing> {
  const layout = layoutGraph(graph);
  const elk = new Elk();
  const before = process.cpuUsage();
  const result = await elk.layout({
    id: 'root',
    layoutOptions: { 'elk.algorithm': 'layered', 'elk.direction': 'LEFT', 'elk.spacing.nodeNode': '24' },
    children: graph.nodes.map(({ id }) => {
      const { width, height } = layout.boxes.get(id) ?? { width: 0, height: 0 };
      return { id, width, height };
    }),
    edges: drawnEdges(graph).map(({ id, from, to }): ElkExtendedEdge => ({ id, sources: [from], targets: [to] })),
  });
  const { user } = process.cpuUsage(before);
  return {
    boxes: (result.children ?? []).map(({ x = 0, y = 0, width = 0, height = 0 }) => ({ x, y, width, height })),
    lines: (result.edges ?? []).flatMap(({ sections = [] }) =>
      sections.map(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]),
    ),
    processor: user / 1000,
  };
}

/** What both lay out: references between two tables that are not folded into a hub. */
function drawnEdges(graph: SchemaGraph) {
  return graph.edges.filter(({ foldedInto, from, to }) => foldedInto === null && from !== to);
}

function overlapsOf(boxes: readonly Box[]): number {
  return pairsOf(
    boxes,
    (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
  );
}

/** Pairs of references whose lines cross somewhere, apart from where they meet at a table. */
function crossingsOf(lines: readonly (readonly Point[])[]): number {
  return pairsOf(lines, (a, b) => {
    for (let i = 1; i < a.length; i += 1)
      for (let j = 1; j < b.length; j += 1)
        if (crosses(a[i - 1] as Point, a[i] as Point, b[j - 1] as Point, b[j] as Point)) return true;
    return false;
  });
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  if (Math.max(a.x, b.x) < Math.min(c.x, d.x) || Math.max(c.x, d.x) < Math.min(a.x, b.x)) return false;
  const side = (p: Point, q: Point, r: Point) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Tables that a line enters which neither begins nor ends at them, counted once for each line. */
function passedOf({ boxes, lines }: Drawing): number {
  let found = 0;
  for (const line of lines) {
    const [first, last] = [line[0], line.at(-1)];
    for (const box of boxes) {
      const within = ({ x, y }: Point, by: number) =>
        x > box.x - by && x < box.x + box.width + by && y > box.y - by && y < box.y + box.height + by;
      if (!first || !last || within(first, 1) || within(last, 1)) continue;
      if (line.some((point) => within(point, -1))) found += 1;
    }
  }
  return found;
}

function lengthOf(lines: readonly (readonly Point[])[]): number {
  let total = 0;
  for (const line of lines)
    line.forEach((point, at) => {
      const before = line[at - 1];
      if (before) total += Math.hypot(point.x - before.x, point.y - before.y);
    });
  return total;
}

function areaOf(boxes: readonly Box[]): number {
  const right = boxes.reduce((most, { x, width }) => Math.max(most, x + width), 0);
  const bottom = boxes.reduce((most, { y, height }) => Math.max(most, y + height), 0);
  return (right * bottom) / 1e6;
}

function pairsOf<T>(items: readonly T[], holds: (a: T, b: T) => boolean): number {
  let found = 0;
  items.forEach((item, at) => {
    for (const other of items.slice(at + 1)) if (holds(item, other)) found += 1;
  });
  return found;
}
