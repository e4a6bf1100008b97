import type { Tone } from './state-looks.ts';

/** Colours of a drawing. */
export interface Ink {
  readonly background: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly strong: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly tones: Readonly<Record<Tone, ToneInk>>;
}

/** A tone as an area with its border, as text and as a line. */
export interface ToneInk {
  readonly fill: string;
  readonly stroke: string;
  readonly text: string;
}

/** Dark on white: what is printed or put into a document. */
export const PAPER: Ink = {
  background: '#ffffff',
  surface: '#ffffff',
  sunken: '#f4f6f8',
  line: '#dce1e6',
  strong: '#b3bcc6',
  text: '#1c252e',
  muted: '#5b6773',
  accent: '#22639c',
  tones: {
    neutral: { fill: '#ffffff', stroke: '#b3bcc6', text: '#5b6773' },
    accent: { fill: '#eaf2fb', stroke: '#7fb0de', text: '#22639c' },
    good: { fill: '#eaf6ef', stroke: '#7dbd98', text: '#1e6b41' },
    warn: { fill: '#fdf4e3', stroke: '#d9ab57', text: '#7d5309' },
    bad: { fill: '#fdecea', stroke: '#e09389', text: '#a32a1d' },
    special: { fill: '#f3eefb', stroke: '#b39ad9', text: '#6438a3' },
  },
};
