import type { EdgeState, RlsState } from '#app/coverage';

/**
 * What a colour says, never which it is. Every tone that carries meaning is shown together with an icon or a word, so that
 * it is read without the colour too.
 */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'special';

/** How a state is drawn: a colour, a mark (an outline on a 16 × 16 grid) and a hatching, each telling it apart alone. */
export interface StateLook {
  readonly label: string;
  /** What it means, in a sentence. */
  readonly meaning: string;
  readonly tone: Tone;
  /** Outline of the mark, as an SVG path; stroked, not filled. */
  readonly mark: string;
  readonly hatch: Hatch;
  /** Dash pattern of an edge in this state, in CSS pixels; empty for a whole line. */
  readonly dash: readonly number[];
}

/** Patterns that tell states apart without colour. */
export type Hatch = 'none' | 'rising' | 'falling' | 'cross' | 'dots' | 'level';

const CHECK = 'M3.5 8.5l3 3 6-7';
const CROSS = 'M4 4l8 8M12 4l-8 8';
const HALF = 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11';
const UP = 'M4 12V8a3 3 0 0 1 3-3h5M9 2l3 3-3 3';
const DASH = 'M4 8h8';
const OPEN = 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1';
const RING = 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11';
const BANG = 'M8 3v6M8 12.3v.4';
const UNEQUAL = 'M3.5 6h9M3.5 10h9M10.5 3l-5 10';
const PART = 'M3 8h3M10 8h3M8 3v10';
const GHOST = 'M3 8h2M7 8h2M11 8h2';

export const RLS_LOOKS: Readonly<Record<RlsState, StateLook>> = {
  off: lookOf('off with tenant data', 'Holds tenants’ data and row security is off: a gap.', 'bad', CROSS, 'rising'),
  open: lookOf('open', 'A policy lets every tenant’s rows through.', 'bad', OPEN, 'cross'),
  'partly-covered': lookOf('partly covered', 'Some commands are not held to the tenant.', 'warn', HALF, 'falling'),
  'no-policy': lookOf('no policy', 'Row security is on and nothing is let through.', 'special', RING, 'dots'),
  'not-forced': lookOf('not forced', 'The owner of the table is not held to the policies.', 'warn', BANG, 'level'),
  'scoped-via-parent': lookOf(
    'scoped via parent',
    'Every row belongs to a tenant through its parent.',
    'accent',
    UP,
    'none',
  ),
  protected: lookOf('protected', 'On, forced, and every command is held to the tenant.', 'good', CHECK, 'none'),
  exempt: lookOf('needs none', 'Holds no tenant’s data, or is excused.', 'neutral', DASH, 'none'),
};

export const EDGE_LOOKS: Readonly<Record<EdgeState, StateLook>> = {
  'type-mismatch': lookOf('type mismatch', 'Referencing and referenced types differ.', 'bad', UNEQUAL, 'cross', [2, 3]),
  'inferred-missing': lookOf(
    'inferred, missing',
    'Named like a reference, and no foreign key.',
    'bad',
    GHOST,
    'rising',
    [7, 5],
  ),
  'relation-only': lookOf(
    'relation only',
    'A Drizzle relation, and no foreign key.',
    'special',
    PART,
    'dots',
    [10, 4, 2, 4],
  ),
  'only-in': lookOf('only in some', 'Not every source has the foreign key.', 'warn', HALF, 'falling', [12, 4]),
  'no-index': lookOf('no index', 'No index leads with the key’s columns.', 'warn', BANG, 'level', [3, 3]),
  everywhere: lookOf('sound', 'In every source, with matching types and an index.', 'good', CHECK, 'none'),
};

/** A look made of its parts; a whole line where no dash is named. */
export function lookOf(
  label: string,
  meaning: string,
  tone: Tone,
  mark: string,
  hatch: Hatch,
  dash: readonly number[] = [],
): StateLook {
  return { label, meaning, tone, mark, hatch, dash };
}
