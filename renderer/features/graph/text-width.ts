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
export function textWidth(context: CanvasRenderingContext2D, face: Face, size: number, text: string): number {
  const known = kept[face];
  let width = known.get(text);
  if (width === undefined) {
    const { font } = context;
    context.font = fontOf(face, MEASURED_AT);
    width = context.measureText(text).width / MEASURED_AT;
    context.font = font;
    if (known.size >= MOST_KEPT) known.clear();
    known.set(text, width);
  }
  return width * size;
}

/** What was measured before a font had come was measured in another. */
export function forgetWidths(): void {
  for (const known of Object.values(kept)) known.clear();
}

/** The text, cut to the width with an ellipsis; empty where not even three characters fit. */
export function fitted(
  context: CanvasRenderingContext2D,
  face: Face,
  size: number,
  text: string,
  width: number,
): string {
  const whole = textWidth(context, face, size, text);
  if (whole <= width) return text;
  const characters = Math.floor((text.length * width) / whole) - 1;
  return characters < 3 ? '' : `${text.slice(0, characters)}…`;
}
