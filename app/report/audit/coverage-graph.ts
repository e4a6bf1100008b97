import { RLS_STATES, type RlsState } from '#app/coverage';
import { type Box, edgePath, type GraphNode } from '#app/graph';
import type { XmlNode } from '../xml.ts';
import { round } from './charts.ts';
import { h } from './html.ts';
import type { AuditReport } from './report-model.ts';
import { RLS_WORDS } from './words.ts';

/** Relations up to which each is drawn with its name and references; beyond, the colours alone can be told apart. */
const READABLE = 400;
const NAME_SIZE = 34;
/** Pixels at most of a name on a page that has more room than the drawing needs. */
const READ_AT = 15;
/** Average advance of a semibold sans-serif letter, as a share of its size. */
const ADVANCE = 0.58;
const LEADING = 1.12;
const PADDING = 120;

/** The schema as the graph view lays it out, each table in the colour and hatching of its row-level security. */
export function coverageGraph({ graph: drawn, rowSecurity }: AuditReport): XmlNode | null {
  if (!drawn || !rowSecurity) return null;
  const { graph, layout } = drawn;
  const { bounds } = layout;
  const isReadable = graph.nodes.length <= READABLE;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const states = new Set<RlsState>();
  const modules = layout.modules.map(({ name, box }) => [
    h('rect', { ...placed(box), rx: 18, class: 'module' }),
    h('text', { x: round(box.x + 28), y: round(box.y + 66), class: 'module-name' }, name),
  ]);
  const edges = graph.edges.flatMap((edge) => {
    const [from, to] = [layout.boxes.get(edge.from), layout.boxes.get(edge.to)];
    const [child, parent] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (!isReadable || edge.foldedInto !== null || !from || !to || !child || !parent) return [];
    const { x1, y1, cx1, cy1, cx2, cy2, x2, y2 } = edgePath(edge, from, to, child, parent);
    const d = `M${[x1, y1].map(round)}C${[cx1, cy1, cx2, cy2, x2, y2].map(round)}`;
    return [h('path', { d, class: edge.kind === 'foreign-key' ? 'edge' : 'edge soft' })];
  });
  const tables = graph.nodes.flatMap((node) => {
    const box = layout.boxes.get(node.id);
    if (!box) return [];
    const entry = rowSecurity.byTable.get(node.id);
    const state = entry?.state ?? null;
    if (state !== null) states.add(state);
    const tone = state ?? 'view';
    const said = state === null ? node.kind.replaceAll('-', ' ') : `${RLS_WORDS[state]}. ${entry?.reasons[0] ?? ''}`;
    return [
      h(
        'g',
        { class: state === 'off' || state === 'open' ? 'strong' : null },
        h('title', {}, `${node.schema}.${node.name}: ${said}`),
        h('rect', { ...placed(box), rx: 8, class: `table on-${tone}` }),
        isReadable ? nameIn(node, box) : [],
      ),
    ];
  });
  const view = [bounds.x - PADDING, bounds.y - PADDING, bounds.width + 2 * PADDING, bounds.height + 2 * PADDING];
  return h(
    'figure',
    { class: 'graph' },
    h(
      'svg',
      {
        viewBox: view.map(round).join(' '),
        // A few tables are not blown up to the width of the page.
        style: `max-width: ${Math.round((view[2] ?? 0) * (READ_AT / NAME_SIZE))}px`,
        role: 'img',
        'aria-label': 'The tables by their row-level security',
      },
      modules,
      edges,
      tables,
    ),
    h(
      'figcaption',
      {},
      RLS_STATES.filter((state) => states.has(state)).map((state) =>
        h('span', { class: 'key' }, legendMark(state), RLS_WORDS[state]),
      ),
    ),
  );
}

/** As a table of that state is drawn: at the scale of the text, so the hatching is that of the bars. */
function legendMark(state: RlsState): XmlNode {
  return h(
    'svg',
    { class: 'swatch wide', viewBox: '0 0 100 64', 'aria-hidden': 'true' },
    h('rect', { x: 4, y: 4, width: 92, height: 56, rx: 8, class: `table on-${state}` }),
  );
}

function placed({ x, y, width, height }: Box) {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

/** The name on as many lines as it needs, broken at underscores, in the middle of the box. */
function nameIn({ name }: GraphNode, box: Box): readonly XmlNode[] {
  const lines = linesOf(name, Math.floor((box.width - 24) / (NAME_SIZE * ADVANCE)));
  const size = Math.min(
    NAME_SIZE,
    (box.height - 12) / (lines.length * LEADING),
    ...lines.map((line) => (box.width - 20) / (line.length * ADVANCE)),
  );
  const top = box.y + box.height / 2 - ((lines.length - 1) * size * LEADING) / 2;
  return lines.map((line, at) =>
    h(
      'text',
      {
        x: round(box.x + box.width / 2),
        y: round(top + at * size * LEADING),
        class: 'table-name',
        'font-size': round(size),
      },
      line,
    ),
  );
}

function linesOf(name: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const part of name.split(/(?<=_)/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + part.length <= most) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines;
}
