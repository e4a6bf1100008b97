import { monoFont, textFont } from './picture.ts';

/** A face and weight in any size: the interface's text, or the monospace of what stands in code. */
export type Face = keyof typeof FONTS;

const FONTS = {
  title: (size: number) => textFont(size, 600),
  count: (size: number) => textFont(size, 400),
  member: (size: number) => monoFont(size, 400),
} as const;

/** Measured in one size and reckoned for others: widths grow with it. */
const MEASURED_AT = 16;
/** Every name of the largest schemas, with its shares under several overlays. */
const MOST_KEPT = 20_000;

const kept: Record<Face, Map<string, number>> = { title: new Map(), count: new Map(), member: new Map() };

export function fontOf(face: Face, size: number): string {
  return FONTS[face](size);
}

/** Width in CSS pixels. Measured once for each text: every frame asks for the same, and measuring takes longer than drawing. */
export function textWidth(face: Face, size: number, text: string): number {
  const known = kept[face];
  let width = known.get(text);
  if (width === undefined) {
    width = (rulerOf(face)?.measureText(text).width ?? 0) / MEASURED_AT;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(text, width);
  }
  return width * size;
}

const rulers = new Map<Face, CanvasRenderingContext2D | null>();

/** A canvas that only measures: on one that is drawn on, each other font would have to be set and set back. */
function rulerOf(face: Face): CanvasRenderingContext2D | null {
  let ruler = rulers.get(face);
  if (ruler === undefined) {
    ruler = document.createElement('canvas').getContext('2d');
    if (ruler) ruler.font = fontOf(face, MEASURED_AT);
    rulers.set(face, ruler);
  }
  return ruler;
}

/** What was measured before a font had come was measured in another. */
export function forgetWidths(): void {
  for (const known of Object.values(kept)) known.clear();
  rulers.clear();
}

/** The text, cut to the width with an ellipsis; empty where not even three characters fit. */
export function fitted(face: Face, size: number, text: string, width: number): string {
  const whole = textWidth(face, size, text);
  if (whole <= width) return text;
  const characters = Math.floor((text.length * width) / whole) - 1;
  return characters < 3 ? '' : `${text.slice(0, characters)}…`;
}
