import type { Box } from '#app/graph';
import type { LineShape, Shape, ShapeGroup } from './drawing.ts';
import type { Ink } from './ink.ts';
import type { DrawnOverlay, LegendLine } from './overlay.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

/** The legends of a drawing's overlays; their height is what they take. */
export interface DrawnLegends {
  readonly groups: readonly ShapeGroup[];
  readonly height: number;
}

/** Less than this is too narrow for the sentences of a legend, at scale 1. */
export const LEAST_LEGEND_WIDTH = 460;
/** A picture that is this wide is shown as it is; a wider one is shown smaller, so that its legend is written larger. */
const SHOWN_WIDTH = 1_600;

const NAME = 18;
const ANSWER = 13;
const LABEL = 12;
const MEANING = 10.5;
const COLUMN = 330;
const ROW = 38;
const SWATCH = { width: 26, height: 16 };
const GAP = 24;

/**
 * What the colours, words and lines of a drawing mean, above it, from (`left`, `left`) on: as large as it takes to be read when the
 * whole is looked at.
 */
export function drawLegends(overlays: readonly DrawnOverlay[], left: number, width: number, ink: Ink): DrawnLegends {
  const scale = Math.max(1, width / SHOWN_WIDTH);
  const groups: ShapeGroup[] = [];
  let y = left;
  overlays.forEach((overlay, place) => {
    const drawn = drawLegend(overlay, place > 0, { x: left, y, width }, scale, ink);
    groups.push({ label: `legend ${overlay.name}`, shapes: drawn.shapes });
    y = drawn.bottom + GAP * scale;
  });
  return { groups, height: y - left };
}

function drawLegend(
  { name, answer, legend, references }: DrawnOverlay,
  isSecond: boolean,
  { x: left, y: top, width }: Omit<Box, 'height'>,
  scale: number,
  ink: Ink,
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const shapes: Shape[] = [];
  let y = top + NAME * scale;
  shapes.push({ kind: 'text', x: left, y, text: name, face: 'sans', size: NAME * scale, weight: 600, fill: ink.text });
  for (const text of wrapText(answer, 'sans', ANSWER * scale, width)) {
    y += ANSWER * 1.45 * scale;
    shapes.push({ kind: 'text', x: left, y, text, face: 'sans', size: ANSWER * scale, weight: 400, fill: ink.muted });
  }
  y += 12 * scale;
  const lines = legend.filter(({ count }) => count > 0);
  const columns = Math.max(1, Math.floor(width / (COLUMN * scale)));
  const looks = new Set(references.values());
  lines.forEach((line, place) => {
    const at = {
      x: left + (place % columns) * COLUMN * scale,
      y: y + Math.floor(place / columns) * ROW * scale,
      width: Math.min(COLUMN * scale, width),
    };
    shapes.push(...drawLine(line, at, { isSecond, isOfLines: looks.has(line.look), scale, ink }));
  });
  return { shapes, bottom: y + Math.ceil(lines.length / columns) * ROW * scale };
}

interface LineFrame {
  readonly isSecond: boolean;
  readonly isOfLines: boolean;
  readonly scale: number;
  readonly ink: Ink;
}

/** One state: its colour as tables and lines have it, what it is called, how many there are and what it means. */
function drawLine(
  { look, count }: LegendLine,
  { x, y, width }: Omit<Box, 'height'>,
  { isSecond, isOfLines, scale, ink }: LineFrame,
): readonly Shape[] {
  const tone = ink.tones[look.tone];
  const [wide, high] = [SWATCH.width * scale, SWATCH.height * scale];
  const swatch: Shape = {
    kind: 'rect',
    x,
    y,
    width: isSecond ? wide / 3 : wide,
    height: high,
    radius: 3 * scale,
    fill: isSecond ? tone.stroke : tone.fill,
    stroke: tone.stroke,
  };
  const sample: LineShape = {
    kind: 'line',
    segments: [
      ['M', x, y + high / 2],
      ['L', x + wide, y + high / 2],
    ],
    stroke: tone.text,
    width: 1.6 * scale,
    dash: look.dash.map((length) => (length * scale) / 2),
  };
  const left = x + wide + 8 * scale;
  const room = width - wide - 20 * scale;
  const label = { face: 'sans', size: LABEL * scale, weight: 600 } as const;
  const number = String(count);
  const text = fitText(look.label, 'sans', label.size, room - textWidth(number, 'sans', label.size) - 8 * scale);
  return [
    swatch,
    ...(isOfLines ? [sample] : []),
    { kind: 'text', x: left, y: y + 11 * scale, text, whole: look.label, fill: tone.text, ...label },
    {
      kind: 'text',
      x: left + textWidth(text, 'sans', label.size) + 8 * scale,
      y: y + 11 * scale,
      text: number,
      fill: ink.text,
      ...label,
    },
    {
      kind: 'text',
      x: left,
      y: y + 25 * scale,
      text: fitText(look.meaning, 'sans', MEANING * scale, room),
      whole: look.meaning,
      face: 'sans',
      size: MEANING * scale,
      weight: 400,
      fill: ink.muted,
    },
  ];
}
