import { graphIndex, MODULE_HEADER, type PlacedModule, touches } from '#app/graph';
import type { Brush, Picture } from './picture.ts';
import { fitted, fontOf, textWidth } from './text-width.ts';

const TITLE_SIZE = 12;
/** Of the size, what letters reach below their line. */
const DESCENT = 0.25;

/** Where a title stands, in CSS pixels. */
export interface TitleSpot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function paintModules({ context, view, sight }: Brush, { scene, palette }: Picture): void {
  const { left, top, zoom } = view;
  const radius = Math.min(12, 16 * zoom + 2);
  context.lineWidth = 1;
  for (const { box, collapsed } of scene.layout.modules) {
    if (!touches(box, sight)) continue;
    context.fillStyle = collapsed ? palette.surface : palette.sunken;
    context.strokeStyle = collapsed ? palette.lineStrong : palette.line;
    context.beginPath();
    context.roundRect(box.x * zoom + left, box.y * zoom + top, box.width * zoom, box.height * zoom, radius);
    context.fill();
    context.stroke();
  }
}

/** Names of the modules, never smaller than readable: in their header near, over their tables far. Gives where those in headers stand. */
export function paintModuleTitles(
  { context, view, level, sight }: Brush,
  { scene, palette, marks }: Picture,
): readonly TitleSpot[] {
  const spots: TitleSpot[] = [];
  const { left, top, zoom } = view;
  // In the header as long as it holds a line of text; over the tables only where nothing else can be read anyway.
  const isFar = level === 'modules' && MODULE_HEADER * zoom < TITLE_SIZE + 4;
  context.textBaseline = 'alphabetic';
  context.textAlign = isFar ? 'center' : 'left';
  for (const module of scene.layout.modules) {
    if (!touches(module.box, sight)) continue;
    const width = module.box.width * zoom;
    const share = marks.modules.get(module.id);
    const padding = Math.max(10, 32 * zoom);
    const size = isFar
      ? farSize(withShare(module.name, share), width, zoom)
      : Math.max(TITLE_SIZE, Math.min(22, 20 * zoom));
    const y = module.box.y * zoom + top + (isFar ? (module.box.height * zoom) / 2 + size / 3 : Math.max(14, 50 * zoom));
    const text = isFar
      ? farText(size, module.name, share, width - 8)
      : fitted('title', size, module.name, width - padding - 6);
    if (text === '') continue;
    const nameWidth = textWidth('title', size, text);
    const x = isFar
      ? module.box.x * zoom + left + width / 2
      : headerX({ left: module.box.x * zoom + left, width }, padding, nameWidth + COUNT_WIDTH);
    if (isFar) {
      const half = nameWidth / 2 + 5;
      context.globalAlpha = 0.86;
      context.fillStyle = palette.surface;
      context.beginPath();
      context.roundRect(x - half, y - size - 1, 2 * half, size * 1.5, 5);
      context.fill();
      context.globalAlpha = 1;
    }
    context.font = fontOf('title', size);
    context.fillStyle = isFar ? palette.text : palette.muted;
    context.fillText(text, x, y);
    if (isFar) continue;
    context.font = fontOf('count', size - 1.5);
    context.fillStyle = palette.faint;
    const count = share ? `${module.members.length} · ${share}` : String(module.members.length);
    const hasCount = nameWidth + 40 < width;
    if (hasCount) context.fillText(count, x + nameWidth + 7, y);
    const end = hasCount ? nameWidth + 7 + textWidth('count', size - 1.5, count) : nameWidth;
    spots.push({ left: x, right: x + end, bottom: y + size * DESCENT, top: y - size });
    if (module.collapsed) paintMembers({ context, view }, module, scene, palette);
  }
  return spots;
}

/** What a collapsed module holds, as many names as there is room for. */
function paintMembers(
  { context, view: { left, top, zoom } }: Pick<Brush, 'context' | 'view'>,
  { box, members }: PlacedModule,
  { graph }: Picture['scene'],
  palette: Picture['palette'],
): void {
  const size = MEMBER_SIZE * zoom;
  if (size < 6) return;
  const { nodes } = graphIndex(graph);
  const room = Math.floor((box.height - MODULE_HEADER) / (MEMBER_SIZE * 1.4)) || 1;
  const isCut = members.length > room;
  const shown = members.slice(0, isCut ? room - 1 : room).map((id) => nodes.get(id)?.name ?? id);
  const lines = isCut ? [...shown, `and ${members.length - shown.length} more`] : shown;
  context.font = fontOf('member', size);
  context.fillStyle = palette.muted;
  lines.forEach((line, at) => {
    const y = (box.y + MODULE_HEADER + (at + 0.4) * MEMBER_SIZE * 1.4) * zoom + top;
    context.fillText(fitted('member', size, line, (box.width - 64) * zoom), (box.x + 32) * zoom + left, y);
  });
}

const MEMBER_SIZE = 13;

/** Over the tables of a module stands only what is worth hiding them for: a whole name, with its share if that fits too. */
function farText(size: number, name: string, share: string | undefined, width: number): string {
  const both = withShare(name, share);
  if (textWidth('title', size, both) <= width) return both;
  const cut = fitted('title', size, name, width);
  return cut === name || cut.length > FEWEST_LEFT ? cut : '';
}

const FEWEST_LEFT = 9;
const SMALLEST_FAR = 10.5;
/** At the smallest zoom, and what a unit of zoom adds. */
const LEAST_FAR = 10.5;
const GROWS_FAR = 45;

function withShare(name: string, share: string | undefined): string {
  return share === undefined ? name : `${name}  ${share}`;
}

/** Room for a module's number of tables and its share, beside its name. */
const COUNT_WIDTH = 90;

/** Where a title begins in its header: with the module, or with the view where the module begins left of it. */
export function headerX(
  { left, width }: { readonly left: number; readonly width: number },
  padding: number,
  own: number,
): number {
  return Math.max(left + padding, Math.min(padding, left + width - own));
}

/** Alike for all modules at one zoom, and small enough that its share, which is the answer, stands beside the name. */
function farSize(text: string, width: number, zoom: number): number {
  const most = Math.max(SMALLEST_FAR, halves(Math.min(16, LEAST_FAR + GROWS_FAR * zoom)));
  const taken = textWidth('title', most, text);
  return Math.max(SMALLEST_FAR, Math.min(most, halves((most * (width - 10)) / taken)));
}

/** Sizes go by half pixels: a canvas finds a font it has had before at once, and any other takes it a while. */
function halves(size: number): number {
  return Math.floor(2 * size) / 2;
}
