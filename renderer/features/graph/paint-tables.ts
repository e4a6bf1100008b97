import type { ObjectId } from '#app/catalog';
import { type Box, type GraphNode, graphIndex, HEADER_HEIGHT, ROW_HEIGHT, shownColumns } from '#app/graph';
import type { StateLook } from '#app/report';
import type { TitleSpot } from './paint-modules.ts';
import { type Brush, isDimmed, monoFont, type Picture } from './picture.ts';
import { LINE_HEIGHT, titleLines } from './title-lines.ts';

/** A table's box on the screen, in CSS pixels. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const DIMMED = 0.3;
const SMALLEST_TITLE = 7.5;
const LARGEST_TITLE = 12.5;
/** The largest title at zoom 0, and what a unit of zoom adds. */
const FAR_TITLE = 6;
const GROWS = 15.5;

export function paintTables(brush: Brush, picture: Picture, titles: readonly TitleSpot[] = []): void {
  const { scene } = picture;
  const { nodes } = graphIndex(scene.graph);
  const far: [GraphNode, Spot][] = [];
  for (const id of scene.nodesAt.within(brush.sight)) {
    const node = nodes.get(id);
    const box = scene.layout.boxes.get(id);
    if (!node || !box) continue;
    const spot = toScreen(box, brush);
    brush.context.globalAlpha = isDimmed(id, picture) ? DIMMED : 1;
    if (brush.level === 'modules') paintFar(brush, picture, node, spot);
    else paintBox(brush, picture, node, spot);
    if (brush.level === 'names') far.push([node, spot]);
  }
  // Astride the corners, where another table may be close: above all of them.
  for (const [node, spot] of far) {
    brush.context.globalAlpha = isDimmed(node.id, picture) ? DIMMED : 1;
    const marks = marksOf(picture, node, spot, picture.marks.nodes.get(node.id));
    paintCornerMarks(brush, picture, marks, spot, titles);
  }
  brush.context.globalAlpha = 1;
  for (const id of picture.emphasis.picked) paintRing(brush, picture, id, true);
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

/** Far away: one filled rectangle, hatched where its state asks, with the state's mark where there is room. */
function paintFar({ context, view }: Brush, { palette, marks, beside }: Picture, node: GraphNode, spot: Spot): void {
  const look = marks.nodes.get(node.id);
  const width = Math.max(1.5, spot.width);
  const height = Math.max(1.5, spot.height);
  context.fillStyle = look ? palette.tones[look.tone].mark : node.hub ? palette.accent : palette.lineStrong;
  context.fillRect(spot.x, spot.y, width, height);
  paintStripe(context, palette, beside?.nodes.get(node.id), { ...spot, width, height }, view.zoom);
  if (!look || look.hatch === 'none') return;
  const hatch = palette.farHatches[look.hatch];
  if (hatch) {
    context.fillStyle = hatch;
    context.fillRect(spot.x, spot.y, width, height);
  }
  if (width < MARK_SIZE + 2 || height < MARK_SIZE + 2) return;
  paintMark(context, look.mark, spot.x + (width - MARK_SIZE) / 2, spot.y + (height - MARK_SIZE) / 2, palette.surface);
}

/** Of the stripe of a second overlay, at zoom 1: less than what names and columns are set in by. */
const STRIPE = 6;
const THINNEST_STRIPE = 3;

/** The second overlay's state, down the left side, set off from the first's by a line of the surface. */
function paintStripe(
  context: CanvasRenderingContext2D,
  palette: Picture['palette'],
  look: StateLook | undefined,
  { x, y, width, height }: Spot,
  zoom: number,
): void {
  if (!look || look.tone === 'neutral') return;
  const wide = Math.min(width / 2, Math.max(THINNEST_STRIPE, STRIPE * zoom));
  context.fillStyle = palette.surface;
  context.fillRect(x, y, wide + 1, height);
  context.fillStyle = palette.tones[look.tone].mark;
  context.fillRect(x, y, wide, height);
}

/** The mark of the second overlay, astride its stripe: nobody takes it for the first's. */
function paintBadge({ context }: Brush, { palette }: Picture, look: StateLook, spot: Spot): void {
  const [x, y] = [spot.x, spot.y + spot.height / 2];
  context.beginPath();
  context.arc(x, y, MARK_SIZE / 2 + 2, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.strokeStyle = palette.tones[look.tone].line;
  context.stroke();
  paintMark(context, look.mark, x - MARK_SIZE / 2, y - MARK_SIZE / 2, palette.tones[look.tone].text);
}

function paintBox(brush: Brush, picture: Picture, node: GraphNode, spot: Spot): void {
  const { context, level } = brush;
  const { palette, marks: overlay } = picture;
  const look = overlay.nodes.get(node.id);
  const radius = Math.min(6, 7 * brush.view.zoom + 1);
  context.beginPath();
  context.roundRect(spot.x, spot.y, spot.width, spot.height, radius);
  context.fillStyle = look && look.tone !== 'neutral' ? palette.tones[look.tone].soft : palette.surface;
  context.fill();
  const hatch = look && palette.hatches[look.tone][look.hatch];
  if (hatch) {
    context.fillStyle = hatch;
    if (level === 'names') context.fill();
    else paintHeader(brush, spot, radius);
  }
  context.beginPath();
  context.roundRect(spot.x, spot.y, spot.width, spot.height, radius);
  const second = picture.beside?.nodes.get(node.id);
  if (second) {
    context.save();
    context.clip();
    paintStripe(context, palette, second, spot, brush.view.zoom);
    context.restore();
  }
  context.strokeStyle = look ? palette.tones[look.tone].line : palette.lineStrong;
  context.lineWidth = 1;
  if (node.kind !== 'table') context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  if (second && second.tone !== 'neutral') paintBadge(brush, picture, second, spot);
  if (level === 'columns') return;
  if (level === 'names') paintRows(brush, picture, node, spot, paintTitle(brush, picture, node, spot, 0));
  else {
    const marks = marksOf(picture, node, spot, look);
    paintRows(brush, picture, node, spot, paintTitle(brush, picture, node, spot, widthOf(marks)));
    paintMarks(brush, picture, marks, spot.x + spot.width - 4, spot.y + 11);
  }
}

/** Where columns are read, only the header is hatched. */
function paintHeader({ context, view }: Brush, spot: Spot, radius: number): void {
  context.beginPath();
  context.roundRect(spot.x, spot.y, spot.width, Math.min(spot.height, HEADER_HEIGHT * view.zoom), [
    radius,
    radius,
    0,
    0,
  ]);
  context.fill();
}

/** The name in as many lines as the width asks. Gives where it ends. */
function paintTitle(brush: Brush, { palette }: Picture, node: GraphNode, spot: Spot, reserved: number): number {
  const { context } = brush;
  const padding = Math.max(4, 10 * brush.view.zoom);
  const { lines, size } = titleLines(
    node.name,
    spot.width - 2 * padding,
    reserved,
    largestTitle(spot, brush.view.zoom),
    SMALLEST_TITLE,
    spot.height - 4,
  );
  context.font = monoFont(size, 600);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillStyle = palette.text;
  const step = size * LINE_HEIGHT;
  const first = spot.y + Math.max(size + 3, HEADER_HEIGHT * brush.view.zoom * 0.5 + size * 0.36);
  let y = first;
  for (const line of lines) {
    if (y > spot.y + spot.height - 2 && y > first) break;
    context.fillText(line, spot.x + padding, y);
    y += step;
  }
  return Math.max(y - step + size * 0.5, spot.y + HEADER_HEIGHT * brush.view.zoom);
}

const MARK_SIZE = 13;
/** Far away less than near, so that short names do not shout beside long ones that had to be made smaller. */
function largestTitle(spot: Spot, zoom: number): number {
  const most = Math.min(LARGEST_TITLE, FAR_TITLE + GROWS * zoom);
  return Math.max(SMALLEST_TITLE, Math.min(most, spot.height / 2));
}

type Mark =
  | { readonly kind: 'state'; readonly look: StateLook; readonly width: number }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Begins with an arrow, as what is referenced does: drawn, since not every face has one. */
      readonly hasArrow: boolean;
      readonly tone: 'special' | 'accent' | 'neutral';
      readonly width: number;
    };

/** State, drift and hub marks, from the right; those that there is no room for are left out. */
function marksOf(
  { drift, marks: overlay }: Picture,
  node: GraphNode,
  spot: Spot,
  look: StateLook | undefined,
): readonly Mark[] {
  const marks: Mark[] = [];
  if (look && look.tone !== 'neutral') marks.push({ kind: 'state', look, width: MARK_SIZE + 4 });
  const figure = overlay.figures.get(node.id);
  const differences = drift.get(node.id);
  const texts: readonly { text: string; tone: 'special' | 'accent' | 'neutral'; hasArrow?: boolean }[] = [
    ...(figure === undefined ? [] : [{ text: figure, tone: 'neutral' as const }]),
    ...(differences === undefined ? [] : [{ text: `Δ${differences}`, tone: 'special' as const }]),
    ...(node.hub ? [{ text: String(node.hub.referencedBy), tone: 'accent' as const, hasArrow: true }] : []),
  ];
  for (const { text, tone, hasArrow = false } of texts)
    marks.push({ kind: 'text', text, tone, hasArrow, width: text.length * 6.1 + 8 + (hasArrow ? ARROW : 0) });
  let room = spot.width - 8;
  return marks.filter((mark) => {
    room -= mark.width;
    return room >= 0;
  });
}

function widthOf(marks: readonly Mark[]): number {
  return marks.reduce((total, mark) => total + mark.width, 0);
}

/**
 * Far marks sit on the corners, so that the name has the whole box: numbers above, the state below. Where the title of the module stands
 * there, numbers keep below it.
 */
function paintCornerMarks(
  brush: Brush,
  picture: Picture,
  marks: readonly Mark[],
  spot: Spot,
  titles: readonly TitleSpot[],
): void {
  const right = spot.x + spot.width + 3;
  const numbers = marks.filter((mark) => mark.kind === 'text');
  const states = marks.filter((mark) => mark.kind === 'state');
  const end = right + 2;
  paintMarks(brush, picture, numbers, end, clearOf(titles, end - widthOf(numbers), end, spot.y - 4));
  const isTall = spot.height >= TALL;
  paintMarks(brush, picture, states, isTall ? right - 6 : right, spot.y + spot.height - (isTall ? 11 : 1));
}

const HALF_MARK = 7.5;

/** The middle of marks between two places, or as far below it as a title asks. */
export function clearOf(titles: readonly TitleSpot[], left: number, right: number, middle: number): number {
  const below = titles
    .filter((title) => title.left < right && left < title.right)
    .filter(({ top, bottom }) => top < middle + HALF_MARK && middle - HALF_MARK < bottom)
    .map(({ bottom }) => bottom + HALF_MARK);
  return Math.max(middle, ...below);
}

/** From this height on, the state's mark fits inside, below the name. */
const TALL = 48;

function paintMarks(
  { context }: Brush,
  { palette }: Picture,
  marks: readonly Mark[],
  end: number,
  middle: number,
): void {
  let right = end;
  for (const mark of marks) {
    const left = right - mark.width;
    const tone = mark.kind === 'state' ? mark.look.tone : mark.tone;
    context.fillStyle = mark.kind === 'text' ? palette.tones[tone].soft : palette.surface;
    context.beginPath();
    context.roundRect(left + 1, middle - HALF_MARK, mark.width - 2, 2 * HALF_MARK, HALF_MARK);
    context.fill();
    if (mark.kind === 'state')
      paintMark(context, mark.look.mark, left + 2, middle - MARK_SIZE / 2, palette.tones[tone].text);
    else {
      context.fillStyle = palette.tones[tone].text;
      context.font = monoFont(10, 600);
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(mark.text, left + (mark.width + (mark.hasArrow ? ARROW : 0)) / 2, middle + 0.5);
      if (mark.hasArrow) paintArrow(context, left + 5, middle, palette.tones[tone].text);
    }
    right = left;
  }
}

/** Room for the arrow before a number. */
const ARROW = 8;

function paintArrow(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.beginPath();
  context.moveTo(x + ARROW - 1.5, y);
  context.lineTo(x, y);
  context.moveTo(x + 2.8, y - 2.8);
  context.lineTo(x, y);
  context.lineTo(x + 2.8, y + 2.8);
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.stroke();
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
