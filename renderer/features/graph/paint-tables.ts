import type { ObjectId } from '#app/catalog';
import { type Box, type GraphNode, graphIndex, HEADER_HEIGHT, ROW_HEIGHT, shownColumns } from '#app/graph';
import type { StateLook } from '#renderer/lib/coverage-looks.ts';
import { type Brush, isDimmed, monoFont, type Picture } from './picture.ts';
import { titleLines } from './title-lines.ts';

/** A table's box on the screen, in CSS pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DIMMED = 0.3;
const SMALLEST_TITLE = 9;
const LARGEST_TITLE = 13;

export function paintTables(brush: Brush, picture: Picture): void {
  const { scene } = picture;
  const { nodes } = graphIndex(scene.graph);
  for (const id of scene.nodesAt.within(brush.sight)) {
    const node = nodes.get(id);
    const box = scene.layout.boxes.get(id);
    if (!node || !box) continue;
    const spot = toScreen(box, brush);
    brush.context.globalAlpha = isDimmed(id, picture) ? DIMMED : 1;
    if (brush.level === 'modules') paintFar(brush, picture, node, spot);
    else paintBox(brush, picture, node, spot);
  }
  brush.context.globalAlpha = 1;
  for (const [id, isSelection] of [
    [picture.emphasis.cursor, false],
    [picture.emphasis.selected, true],
  ] as const)
    paintRing(brush, picture, id, isSelection);
}

function toScreen({ x, y, width, height }: Box, { view }: Brush): Spot {
  const { left, top, zoom } = view;
  return { x: x * zoom + left, y: y * zoom + top, width: width * zoom, height: height * zoom };
}

/** Far away: one filled rectangle. */
function paintFar({ context }: Brush, { palette, marks }: Picture, node: GraphNode, spot: Spot): void {
  const look = marks.nodes.get(node.id);
  const plain = node.hub ? palette.accent : palette.lineStrong;
  context.fillStyle = look ? palette.tones[look.tone].mark : plain;
  context.fillRect(spot.x, spot.y, Math.max(1.5, spot.width), Math.max(1.5, spot.height));
}

function paintBox(brush: Brush, picture: Picture, node: GraphNode, spot: Spot): void {
  const { context, level } = brush;
  const { palette, marks } = picture;
  const look = marks.nodes.get(node.id);
  const radius = Math.min(6, 7 * brush.view.zoom + 1);
  context.beginPath();
  context.roundRect(spot.x, spot.y, spot.width, spot.height, radius);
  context.fillStyle = look && look.tone !== 'neutral' ? palette.tones[look.tone].soft : palette.surface;
  context.fill();
  const hatch = look && palette.hatches[look.tone][look.hatch];
  if (hatch) {
    context.fillStyle = hatch;
    context.fill();
  }
  context.strokeStyle = look ? palette.tones[look.tone].line : palette.lineStrong;
  context.lineWidth = 1;
  if (node.kind !== 'table') context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  if (level === 'columns') return;
  const bottom = paintTitle(brush, picture, node, spot, look);
  paintRows(brush, picture, node, spot, bottom);
}

/** The name in as many lines as the width asks, and the marks to its right. Gives where the title ends. */
function paintTitle(brush: Brush, picture: Picture, node: GraphNode, spot: Spot, look: StateLook | undefined): number {
  const { context } = brush;
  const { palette } = picture;
  const padding = Math.max(4, 10 * brush.view.zoom);
  const marks = paintMarks(brush, picture, node, spot, look);
  const room = spot.width - 2 * padding;
  const { lines, size } = titleLines(
    node.name,
    room,
    marks,
    Math.max(SMALLEST_TITLE, Math.min(LARGEST_TITLE, 22 * brush.view.zoom)),
    SMALLEST_TITLE,
  );
  context.font = monoFont(size, 600);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette.text;
  const step = size * 1.18;
  const first = spot.y + Math.max(size + 3, HEADER_HEIGHT * brush.view.zoom * 0.5 + size * 0.36);
  let y = first;
  for (const line of lines) {
    if (y > spot.y + spot.height - 2 && y > first) break;
    context.fillText(line, spot.x + padding, y);
    y += step;
  }
  return Math.max(y - step + size * 0.5, spot.y + HEADER_HEIGHT * brush.view.zoom);
}

const MARK_SIZE = 12;

/** State, drift and hub marks, from the right. Gives the width they take of the first line. */
function paintMarks(
  brush: Brush,
  { palette, drift }: Picture,
  node: GraphNode,
  spot: Spot,
  look: StateLook | undefined,
): number {
  const { context } = brush;
  let right = spot.x + spot.width - 5;
  const middle = spot.y + 11;
  if (look && look.tone !== 'neutral') {
    paintMark(context, look.mark, right - MARK_SIZE, middle - MARK_SIZE / 2, palette.tones[look.tone].text);
    right -= MARK_SIZE + 4;
  }
  const differences = drift.get(node.id);
  if (differences !== undefined) {
    context.fillStyle = palette.tones.special.text;
    context.font = monoFont(10, 700);
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    const text = `Δ${differences}`;
    context.fillText(text, right, middle);
    right -= text.length * 6.1 + 4;
  }
  if (node.hub && spot.width > 90) {
    const text = `←${node.hub.referencedBy}`;
    const width = text.length * 6.1 + 8;
    context.fillStyle = palette.selected;
    context.beginPath();
    context.roundRect(right - width, middle - 7, width, 14, 7);
    context.fill();
    context.fillStyle = palette.accent;
    context.font = monoFont(10, 600);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, right - width / 2, middle + 0.5);
    right -= width + 4;
  }
  return spot.x + spot.width - 5 - right;
}

const outlines = new Map<string, Path2D>();

function paintMark(context: CanvasRenderingContext2D, outline: string, x: number, y: number, colour: string): void {
  let path = outlines.get(outline);
  if (!path) {
    path = new Path2D(outline);
    outlines.set(outline, path);
  }
  context.save();
  context.translate(x, y);
  context.scale(MARK_SIZE / 16, MARK_SIZE / 16);
  context.strokeStyle = colour;
  context.lineWidth = 2.2;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(path);
  context.restore();
}

/** Columns as they would stand: keys by name where there is room, the rest as lines that show how many there are. */
function paintRows(brush: Brush, { palette }: Picture, node: GraphNode, spot: Spot, from: number): void {
  const { context, view, level } = brush;
  const { shown } = shownColumns(node.columns);
  const step = ROW_HEIGHT * view.zoom;
  const size = Math.max(9.5, 12 * view.zoom);
  const padding = Math.max(4, 10 * view.zoom);
  const thickness = Math.max(1, 3 * view.zoom);
  let textBottom = from;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.font = monoFont(size, 500);
  const advance = size * 0.6;
  shown.forEach((column, row) => {
    const y = spot.y + HEADER_HEIGHT * view.zoom + (row + 0.5) * step;
    if (y < from + thickness) return;
    const isKey = column.primaryKey || column.foreignKey;
    if (level === 'keys' && isKey && y - size / 2 >= textBottom) {
      context.fillStyle = column.primaryKey ? palette.text : palette.accent;
      const characters = Math.floor((spot.width - 2 * padding) / advance);
      const text = column.name.length > characters ? `${column.name.slice(0, characters - 1)}…` : column.name;
      context.fillText(text, spot.x + padding, y);
      textBottom = y + size / 2;
      return;
    }
    if (y - thickness / 2 < textBottom) return;
    context.fillStyle = isKey ? palette.accent : palette.lineStrong;
    const width = Math.min(spot.width - 2 * padding, column.name.length * 7.2 * view.zoom);
    context.fillRect(spot.x + padding, y - thickness / 2, width, thickness);
  });
}

function paintRing(brush: Brush, { scene, palette }: Picture, id: ObjectId | null, isSelection: boolean): void {
  const box = id === null ? undefined : scene.layout.boxes.get(id);
  if (!box) return;
  const { context } = brush;
  const spot = toScreen(box, brush);
  const away = isSelection ? 2 : 5;
  context.beginPath();
  context.roundRect(spot.x - away, spot.y - away, spot.width + 2 * away, spot.height + 2 * away, 7);
  context.strokeStyle = isSelection ? palette.accent : palette.focus;
  context.lineWidth = 2;
  if (!isSelection) context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
}
