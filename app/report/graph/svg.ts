import { escapeXml } from '../xml.ts';
import type { Drawing, Segment, Shape } from './drawing.ts';
import type { Face } from './text-width.ts';

/** A font's file for a part of Unicode, as `@fontsource-variable` cuts it. */
export interface FontPart {
  readonly face: Face;
  readonly subset: Subset;
}

/** A part of a font with its bytes, as base64 of WOFF2. */
export interface EmbeddedFont extends FontPart {
  readonly base64: string;
}

export const SUBSETS = ['latin', 'latin-ext', 'greek', 'cyrillic'] as const;
export type Subset = (typeof SUBSETS)[number];

/** Which characters each part holds; what none holds, the viewer's own fonts draw. */
const RANGES: Readonly<Record<Subset, string>> = {
  latin:
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212',
  'latin-ext': 'U+0100-02BA,U+02BD-02C5,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF',
  greek: 'U+0370-03FF',
  cyrillic: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116',
};

export const FAMILIES: Readonly<Record<Face, string>> = {
  mono: 'JetBrains Mono Variable',
  sans: 'Inter Variable',
};
const GENERIC: Readonly<Record<Face, string>> = { mono: 'monospace', sans: 'sans-serif' };

/** The parts of fonts that a drawing needs: those of which it has a character. */
export function fontPartsOf(drawing: Drawing): readonly FontPart[] {
  const codes: Record<Face, Set<number>> = { mono: new Set(), sans: new Set() };
  for (const group of drawing.groups) {
    for (const shape of group.shapes) {
      if (shape.kind !== 'text') continue;
      for (const character of shape.text) codes[shape.face].add(character.codePointAt(0) ?? 0);
    }
  }
  const faces: readonly Face[] = ['mono', 'sans'];
  return faces.flatMap((face) =>
    SUBSETS.filter((subset) => [...codes[face]].some((code) => isWithin(code, RANGES[subset]))).map((subset) => ({
      face,
      subset,
    })),
  );
}

function isWithin(code: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [first = '', last = first] = range.slice(2).split('-');
    return code >= Number.parseInt(first, 16) && code <= Number.parseInt(last, 16);
  });
}

/** A drawing as one SVG file that stands alone: text stays text, in fonts that it carries with it. */
export function drawingToSvg(drawing: Drawing, fonts: readonly EmbeddedFont[]): string {
  const { title, description, width, height, background, groups } = drawing;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(description)}</desc>`,
    `<style>${fonts.map(fontFace).join('')}${STYLE}</style>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...groups.map(({ label, shapes }) => `<g data-object="${escapeXml(label)}">${shapes.map(print).join('')}</g>`),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

const STYLE =
  `.m{font-family:"${FAMILIES.mono}","JetBrains Mono",${GENERIC.mono}}.s{font-family:"${FAMILIES.sans}",Inter,${GENERIC.sans}}` +
  'text{white-space:pre;font-variant-ligatures:none}.b{font-weight:600}.e{text-anchor:end}path{fill:none}';

function fontFace({ face, subset, base64 }: EmbeddedFont): string {
  return `@font-face{font-family:"${FAMILIES[face]}";font-weight:100 900;src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:${RANGES[subset]}}`;
}

function print(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius, fill, stroke, dash } = shape;
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${round(radius)}" fill="${fill ?? 'none'}"${stroke ? ` stroke="${stroke}"` : ''}${dashes(dash)}/>`;
    }
    case 'line': {
      const { segments, stroke, width, dash } = shape;
      return `<path d="${pathData(segments)}" stroke="${stroke}" stroke-width="${round(width)}"${dashes(dash)}/>`;
    }
    case 'text': {
      const { x, y, text, whole = text, face, size, weight, fill, anchor } = shape;
      const classes = `${face === 'mono' ? 'm' : 's'}${weight === 600 ? ' b' : ''}${anchor === 'end' ? ' e' : ''}`;
      const cut = whole === text ? '' : `<title>${escapeXml(whole)}</title>`;
      return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" fill="${fill}" class="${classes}">${cut}${escapeXml(text)}</text>`;
    }
  }
}

function dashes(dash: readonly number[] = []): string {
  return dash.length === 0 ? '' : ` stroke-dasharray="${dash.map(round).join(' ')}"`;
}

export function pathData(segments: readonly Segment[]): string {
  return segments.map(([command, ...points]) => `${command}${points.map(round).join(' ')}`).join('');
}

/** To a tenth: finer than any screen shows, and a third of the size. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
