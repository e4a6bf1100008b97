import type { ObjectId } from '#app/catalog';
import {
  type Box,
  boxGrid,
  type GraphLayout,
  type GraphNode,
  graphIndex,
  HEADER_HEIGHT,
  MODULE_HEADER,
  ROW_HEIGHT,
  routeEdge,
  type SchemaGraph,
  shownColumns,
} from '#app/graph';
import { drawEdges } from './draw-edges.ts';
import type { Drawing, Shape, ShapeGroup } from './drawing.ts';
import type { Ink } from './ink.ts';
import { drawLegends, LEAST_LEGEND_WIDTH } from './legend.ts';
import type { DrawnOverlay } from './overlay.ts';
import type { StateLook } from './state-looks.ts';
import { fitText, textWidth } from './text-width.ts';

export interface DrawGraphInput {
  readonly graph: SchemaGraph;
  readonly layout: GraphLayout;
  readonly title: string;
  readonly ink: Ink;
  /** Each with its legend above the graph: the first fills tables and colours references, a second is a stripe down a table's left side. */
  readonly overlays?: readonly DrawnOverlay[];
  /** Hubs whose references are drawn; those of the others are a number beside the name. */
  readonly openHubs?: ReadonlySet<ObjectId>;
}

const MARGIN = 48;
const NONE: ReadonlySet<ObjectId> = new Set();

/** Draws a graph with every column as shapes, for whoever writes them to a file. States are told in words, too: colour alone says nothing to some. */
export function drawGraph({ graph, layout, title, ink, overlays = [], openHubs = NONE }: DrawGraphInput): Drawing {
  const { nodes } = graphIndex(graph);
  const width = Math.max(layout.bounds.width, overlays.length > 0 ? LEAST_LEGEND_WIDTH : 0);
  const legends = drawLegends(overlays, MARGIN, width, ink);
  const origin = { x: layout.bounds.x - MARGIN, y: layout.bounds.y - MARGIN - legends.height };
  const place = ({ x, y, ...size }: Box): Box => ({ ...size, x: x - origin.x, y: y - origin.y });
  const placed = new Map([...layout.boxes].map(([id, box]) => [id, place(box)]));
  const boxOf = (id: ObjectId) => placed.get(id);
  const tablesAt = boxGrid([...placed.values()], (box) => box).within;
  const drawn = graph.edges.filter((edge) => edge.foldedInto === null || openHubs.has(edge.foldedInto));
  const [overlay, beside] = overlays;
  const routed = [...drawn, ...(overlay?.missing ?? [])].flatMap((edge) => {
    const [child, parent, from, to] = [nodes.get(edge.from), nodes.get(edge.to), boxOf(edge.from), boxOf(edge.to)];
    return child && parent && from && to ? [{ ...edge, path: routeEdge(edge, from, to, child, parent, tablesAt) }] : [];
  });
  const moduleOf = new Map(layout.modules.flatMap(({ members }, at) => members.map((id) => [id, at] as const)));
  const groups: ShapeGroup[] = [
    ...legends.groups,
    ...layout.modules.map((module) => drawModule(module.name, module.members.length, place(module.box), ink)),
    ...drawEdges(routed, moduleOf, ink, overlay?.references ?? new Map()),
    ...graph.nodes.flatMap((node) => {
      const box = boxOf(node.id);
      if (!box) return [];
      const { id } = node;
      return [drawTable(node, box, ink, overlay?.tables.get(id), beside?.tables.get(id), overlay?.figures.get(id))];
    }),
  ];
  const tables = graph.nodes.filter((node) => node.kind === 'table').length;
  return {
    title,
    description: `${tables} tables, ${graph.nodes.length - tables} views, ${graph.edges.length} references, ${graph.edges.length - drawn.length} of them folded into hubs.`,
    width: Math.ceil(width + 2 * MARGIN),
    height: Math.ceil(layout.bounds.height + legends.height + 2 * MARGIN),
    background: ink.background,
    groups,
  };
}

function drawModule(name: string, members: number, box: Box, ink: Ink): ShapeGroup {
  const size = 28;
  const text = fitText(name, 'sans', size, box.width - 120);
  const y = box.y + MODULE_HEADER / 2 + 8;
  const x = box.x + 32;
  const shapes: Shape[] = [
    { kind: 'rect', ...box, radius: 14, fill: ink.sunken, stroke: ink.line },
    { kind: 'text', x, y, text, whole: name, face: 'sans', size, weight: 600, fill: ink.muted },
    {
      kind: 'text',
      x: x + textWidth(text, 'sans', size) + 12,
      y,
      text: String(members),
      face: 'sans',
      size: 20,
      weight: 400,
      fill: ink.muted,
    },
  ];
  return { label: `module ${name}`, shapes };
}

const TITLE_SIZE = 13;
const ROW_SIZE = 12;
const SMALL = 10;

function drawTable(
  node: GraphNode,
  box: Box,
  ink: Ink,
  state: StateLook | undefined,
  second: StateLook | undefined,
  figure: string | undefined,
): ShapeGroup {
  const { shown, more } = shownColumns(node.columns);
  const right = box.x + box.width - 10;
  const notes = [
    figure ?? '',
    node.hub ? `← ${node.hub.referencedBy}` : '',
    node.partitions > 0 ? `${node.partitions} partitions` : '',
  ];
  const note = notes.filter((text) => text !== '').join(' · ');
  const noteRoom = Math.min(textWidth(note, 'sans', SMALL), box.width / 2 - 20);
  const noteText = fitText(note, 'sans', SMALL, noteRoom);
  const name = node.schema === 'public' ? node.name : `${node.schema}.${node.name}`;
  const baseline = box.y + HEADER_HEIGHT / 2 + 4.5;
  const shapes: Shape[] = [
    {
      kind: 'rect',
      ...box,
      radius: 6,
      fill: ink.tones[state?.tone ?? 'neutral'].fill,
      stroke: ink.tones[state?.tone ?? 'neutral'].stroke,
      ...(node.kind === 'table' ? {} : { dash: [4, 3] }),
    },
    ...(second && second.tone !== 'neutral' ? drawStripe(second, box, ink) : []),
    {
      kind: 'text',
      x: box.x + 10,
      y: baseline,
      text: fitText(name, 'mono', TITLE_SIZE, box.width - 28 - noteRoom),
      whole: name,
      face: 'mono',
      size: TITLE_SIZE,
      weight: 600,
      fill: ink.text,
    },
    {
      kind: 'line',
      segments: [
        ['M', box.x, box.y + HEADER_HEIGHT],
        ['L', box.x + box.width, box.y + HEADER_HEIGHT],
      ],
      stroke: ink.line,
      width: 1,
    },
  ];
  if (noteText !== '')
    shapes.push({
      kind: 'text',
      x: right,
      y: baseline,
      text: noteText,
      whole: note,
      face: 'sans',
      size: SMALL,
      weight: 600,
      fill: ink.accent,
      anchor: 'end',
    });
  shown.forEach((column, row) => {
    shapes.push(...drawColumn(column, box, box.y + HEADER_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT / 2 + 4, ink));
  });
  if (more > 0)
    shapes.push({
      kind: 'text',
      x: box.x + 10,
      y: box.y + HEADER_HEIGHT + shown.length * ROW_HEIGHT + ROW_HEIGHT / 2 + 4,
      text: `and ${more} more`,
      face: 'sans',
      size: SMALL + 1,
      weight: 400,
      fill: ink.muted,
    });
  if (state && state.tone !== 'neutral') shapes.push(...drawPill(state, box, box.y, ink));
  if (second && second.tone !== 'neutral') shapes.push(...drawPill(second, box, box.y + box.height, ink));
  return { label: node.id, shapes };
}

/** The second overlay's colour, down the left side. */
function drawStripe({ tone }: StateLook, { x, y, height }: Box, ink: Ink): readonly Shape[] {
  return [{ kind: 'rect', x, y, width: 5, height, radius: 2.5, fill: ink.tones[tone].stroke, stroke: null }];
}

const PILL = 15;

/** A state in words, astride the upper or the lower side of its table, where no name has to give way to it. */
function drawPill({ tone, label }: StateLook, box: Box, middle: number, ink: Ink): readonly Shape[] {
  const { fill, stroke, text: colour } = ink.tones[tone];
  const text = fitText(label, 'sans', SMALL, box.width - 24);
  const width = textWidth(text, 'sans', SMALL) + 12;
  const right = box.x + box.width - 6;
  return [
    { kind: 'rect', x: right - width, y: middle - PILL / 2, width, height: PILL, radius: PILL / 2, fill, stroke },
    {
      kind: 'text',
      x: right - 6,
      y: middle + 3.6,
      text,
      whole: label,
      face: 'sans',
      size: SMALL,
      weight: 600,
      fill: colour,
      anchor: 'end',
    },
  ];
}

function drawColumn(column: GraphNode['columns'][number], box: Box, y: number, ink: Ink): readonly Shape[] {
  const isKey = column.primaryKey || column.foreignKey;
  const mark = column.primaryKey ? 'PK' : column.foreignKey ? 'FK' : column.unique ? 'UQ' : '';
  const name = `${column.name}${column.notNull === false ? '?' : ''}`;
  const typeRoom = Math.min(textWidth(column.type, 'mono', ROW_SIZE - 1), box.width * 0.5);
  const shapes: Shape[] = [
    {
      kind: 'text',
      x: box.x + 30,
      y,
      text: fitText(name, 'mono', ROW_SIZE, box.width - 50 - typeRoom),
      whole: name,
      face: 'mono',
      size: ROW_SIZE,
      weight: column.primaryKey ? 600 : 400,
      fill: isKey ? ink.accent : ink.text,
    },
    {
      kind: 'text',
      x: box.x + box.width - 10,
      y,
      text: fitText(column.type, 'mono', ROW_SIZE - 1, typeRoom + 0.01),
      whole: column.type,
      face: 'mono',
      size: ROW_SIZE - 1,
      weight: 400,
      fill: ink.muted,
      anchor: 'end',
    },
  ];
  if (mark !== '')
    shapes.push({
      kind: 'text',
      x: box.x + 9,
      y: y - 0.5,
      text: mark,
      face: 'sans',
      size: 9,
      weight: 600,
      fill: ink.accent,
    });
  return shapes;
}
