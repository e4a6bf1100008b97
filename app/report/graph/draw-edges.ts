import type { ObjectId } from '#app/catalog';
import { bundleEdges, bundleKey, type EdgePath, type GraphEdge, type InBundle, longLine, trunkWidth } from '#app/graph';
import type { LineShape, Segment, ShapeGroup } from './drawing.ts';
import type { Ink } from './ink.ts';
import type { StateLook } from './state-looks.ts';

/** A reference with the curve that it takes in the drawing. */
export type DrawnReference = GraphEdge & { readonly path: EdgePath };

const LINE_WIDTH = 1.2;
/** Of what is no foreign key, where no state says otherwise. */
const DASH = [4, 3];

/**
 * References as on the screen: those of one module to one table share a trunk between their ends. A trunk comes first, below the
 * lines that lead into it, and says how many it stands for. `states`, by the reference's `id`, are told by colour and dashes.
 */
export function drawEdges(
  edges: readonly DrawnReference[],
  moduleOf: ReadonlyMap<ObjectId, number>,
  ink: Ink,
  states: ReadonlyMap<string, StateLook>,
): readonly ShapeGroup[] {
  // Where lines show a state, each keeps its own way.
  const bundles = bundlesOf(
    edges.filter(({ id }) => !states.has(id)),
    moduleOf,
  );
  const trunks = new Set([...bundles.values()]);
  const drawn = new Set<InBundle['bundle']>();
  const groups: ShapeGroup[] = [];
  for (const { bundle, edges: members } of trunks) {
    if (drawn.has(bundle)) continue;
    drawn.add(bundle);
    const width = LINE_WIDTH * trunkWidth(members.length);
    const shape: LineShape = { kind: 'line', segments: curve(bundle.trunk), stroke: ink.line, width };
    groups.push({ label: `${members.length} references to ${members[0]?.to}`, shapes: [shape] });
  }
  return [...groups, ...edges.map((edge) => drawEdge(edge, bundles.get(edge.id) ?? null, ink, states.get(edge.id)))];
}

function bundlesOf(
  edges: readonly DrawnReference[],
  moduleOf: ReadonlyMap<ObjectId, number>,
): ReadonlyMap<string, InBundle<DrawnReference>> {
  const groups = new Map<string, DrawnReference[]>();
  for (const edge of edges) {
    const module = moduleOf.get(edge.from);
    if (module === moduleOf.get(edge.to)) continue;
    const key = bundleKey(edge, module);
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return new Map([...groups.values()].flatMap((group) => [...bundleEdges(group)]));
}

function drawEdge(edge: DrawnReference, run: InBundle | null, ink: Ink, state: StateLook | undefined): ShapeGroup {
  const { path } = edge;
  const isKey = edge.kind === 'foreign-key';
  const dash = state?.dash ?? (isKey ? [] : DASH);
  const [strong, muted, faint] = state
    ? [ink.tones[state.tone].text, ink.tones[state.tone].text, ink.tones[state.tone].stroke]
    : [ink.strong, ink.muted, ink.line];
  const line = (paths: readonly EdgePath[], stroke: string): LineShape => ({
    kind: 'line',
    segments: paths.flatMap(curve),
    stroke,
    width: LINE_WIDTH,
    dash,
  });
  const long = run || state ? longLine(path) : null;
  const leads = run ? [run.bundle.into[run.place], run.bundle.out[run.place]].filter((one) => one !== undefined) : [];
  const passing = run ? leads : long ? [long.middle] : [];
  const lines = long ? [line(passing, faint), line(long.ends, strong)] : [line([path], strong)];
  const feet: LineShape = { kind: 'line', segments: feetOf(edge, path), stroke: muted, width: LINE_WIDTH };
  return { label: isKey ? edge.id : edge.name, shapes: isKey ? [...lines, feet] : lines };
}

function curve({ x1, y1, cx1, cy1, cx2, cy2, x2, y2 }: EdgePath): Segment[] {
  return [
    ['M', x1, y1],
    ['C', cx1, cy1, cx2, cy2, x2, y2],
  ];
}

/** Crow's foot at the table that holds the key (a bar where it is unique), bar or circle at the one referenced. */
function feetOf({ unique, optional }: GraphEdge, { x1, y1, x2, y2, leaves, arrives }: EdgePath): readonly Segment[] {
  const start: Segment[] = unique
    ? bar(x1 + 7.7 * leaves, y1)
    : [
        ['M', x1, y1 - 5],
        ['L', x1 + 11 * leaves, y1],
        ['L', x1, y1 + 5],
      ];
  return [...start, ...(optional ? circle(x2 + 8 * arrives, y2, 3.4) : bar(x2 + 8 * arrives, y2))];
}

function bar(x: number, y: number): Segment[] {
  return [
    ['M', x, y - 5],
    ['L', x, y + 5],
  ];
}

/** A circle of four cubic curves; 0.5523 is the control point's share of the radius. */
function circle(x: number, y: number, r: number): Segment[] {
  const k = 0.5523 * r;
  return [
    ['M', x + r, y],
    ['C', x + r, y + k, x + k, y + r, x, y + r],
    ['C', x - k, y + r, x - r, y + k, x - r, y],
    ['C', x - r, y - k, x - k, y - r, x, y - r],
    ['C', x + k, y - r, x + r, y - k, x + r, y],
  ];
}
