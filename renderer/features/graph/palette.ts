import type { Hatch } from '#app/report';
import { tokenColour } from '#renderer/lib/colours.ts';
import type { Tone } from '#renderer/ui';

/** A tone as the canvas needs it. */
export interface ToneColours {
  readonly text: string;
  readonly mark: string;
  readonly soft: string;
  readonly line: string;
}

/** The theme's colours as a canvas needs them; read anew when the theme changes. */
export interface Palette {
  readonly canvas: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly accent: string;
  readonly selected: string;
  readonly focus: string;
  readonly tones: Readonly<Record<Tone, ToneColours>>;
  readonly hatches: Readonly<Record<Tone, Partial<Record<Hatch, CanvasPattern | null>>>>;
  /** Hatchings over a table that is one filled rectangle. */
  readonly farHatches: Partial<Readonly<Record<Hatch, CanvasPattern | null>>>;
}

const TONES: readonly Tone[] = ['neutral', 'accent', 'good', 'warn', 'bad', 'special'];
const HATCHES: readonly Hatch[] = ['rising', 'falling', 'cross', 'dots', 'level'];

export function readPalette(context: CanvasRenderingContext2D): Palette {
  const tones = Object.fromEntries(
    TONES.map((tone) => {
      const mark = tokenColour(tone === 'accent' ? '--accent' : `--${tone}-mark`);
      return [
        tone,
        {
          text: tokenColour(`--${tone}`),
          mark,
          soft: tokenColour(`--${tone}-soft`),
          line: tokenColour(`--${tone}-line`),
        },
      ];
    }),
  ) as Record<Tone, ToneColours>;
  const hatches = Object.fromEntries(
    TONES.map((tone) => [
      tone,
      Object.fromEntries(HATCHES.map((hatch) => [hatch, hatchPattern(context, hatch, tones[tone].mark)])),
    ]),
  ) as Palette['hatches'];
  return {
    canvas: tokenColour('--canvas'),
    surface: tokenColour('--surface'),
    raised: tokenColour('--raised'),
    sunken: tokenColour('--sunken'),
    line: tokenColour('--line'),
    lineStrong: tokenColour('--line-strong'),
    text: tokenColour('--text'),
    muted: tokenColour('--muted'),
    faint: tokenColour('--faint'),
    accent: tokenColour('--accent'),
    selected: tokenColour('--selected'),
    focus: tokenColour('--focus'),
    tones,
    hatches,
    farHatches: Object.fromEntries(
      HATCHES.map((hatch) => [hatch, hatchPattern(context, hatch, tokenColour('--surface'))]),
    ),
  };
}

const TILE = 8;

/** A tile of the hatching, in device pixels, so that it is as dense near as far. */
function hatchPattern(context: CanvasRenderingContext2D, hatch: Hatch, colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = TILE;
  tile.height = TILE;
  const brush = tile.getContext('2d');
  if (!brush) return null;
  brush.strokeStyle = colour;
  brush.fillStyle = colour;
  brush.globalAlpha = 0.3;
  brush.lineWidth = 1.1;
  brush.beginPath();
  if (hatch === 'rising' || hatch === 'cross') stripes(brush, (at) => [at, TILE, at + TILE, 0]);
  if (hatch === 'falling' || hatch === 'cross') stripes(brush, (at) => [at, 0, at + TILE, TILE]);
  if (hatch === 'level') stripes(brush, () => [0, TILE / 2, TILE, TILE / 2]);
  if (hatch === 'dots') brush.fillRect(3, 3, 2, 2);
  brush.stroke();
  return context.createPattern(tile, 'repeat');
}

function stripes(
  brush: CanvasRenderingContext2D,
  line: (at: number) => readonly [number, number, number, number],
): void {
  for (const at of [-TILE, 0, TILE]) {
    const [x1, y1, x2, y2] = line(at);
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
  }
}
