import type { XmlNode } from '../xml.ts';
import { h } from './html.ts';

/** A part of a bar: its class gives it colour and hatching. */
export interface Segment {
  readonly label: string;
  readonly value: number;
  readonly tone: string;
}

const WIDTH = 720;
/** Beside a table. */
const HALF = 508;
const HEIGHT = 20;
const GAP = 2;

/** One bar divided by share, and below it what each part is: colour never says anything alone. */
export function segmentedBar(title: string, segments: readonly Segment[]): XmlNode {
  const shown = segments.filter(({ value }) => value > 0);
  const total = shown.reduce((sum, { value }) => sum + value, 0);
  const room = WIDTH - GAP * Math.max(0, shown.length - 1);
  let x = 0;
  const parts = shown.map(({ label, value, tone }) => {
    const width = (room * value) / total;
    const part = h(
      'rect',
      { x: round(x), y: 0, width: round(width), height: HEIGHT, class: `fill-${tone}` },
      h('title', {}, `${label}: ${value} of ${total}`),
    );
    x += width + GAP;
    return part;
  });
  return h(
    'figure',
    { class: 'bar' },
    h(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title, preserveAspectRatio: 'none' },
      parts,
    ),
    h(
      'figcaption',
      {},
      shown.map(({ label, value, tone }) =>
        h('span', { class: 'key' }, swatch(tone), h('b', {}, String(value)), ` ${label}`),
      ),
    ),
  );
}

export function swatch(tone: string): XmlNode {
  return h(
    'svg',
    { class: 'swatch', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    h('rect', { width: 12, height: 12, class: `fill-${tone}` }),
  );
}

export interface StackRow {
  readonly label: string;
  readonly segments: readonly Segment[];
}

const LABEL = 84;
const ROW = 26;
const BAR = 16;
const COUNT = 44;

/** Horizontal bars on one scale, each divided; the number behind it is its sum. */
export function stackedBars(title: string, rows: readonly StackRow[]): XmlNode {
  const sums = rows.map(({ segments }) => segments.reduce((sum, { value }) => sum + value, 0));
  const most = Math.max(1, ...sums);
  const scale = (HALF - LABEL - COUNT) / most;
  const drawn = rows.map(({ label, segments }, row) => {
    let x = LABEL;
    const y = row * ROW + (ROW - BAR) / 2;
    const bars = segments
      .filter(({ value }) => value > 0)
      .map(({ label: part, value, tone }) => {
        const bar = h(
          'rect',
          { x: round(x), y, width: round(Math.max(2, value * scale)), height: BAR, class: `fill-${tone}` },
          h('title', {}, `${label}, ${part}: ${value}`),
        );
        x += Math.max(2, value * scale);
        return bar;
      });
    const middle = row * ROW + ROW / 2;
    return [
      h('text', { x: 0, y: middle, class: 'axis' }, label),
      ...bars,
      h('text', { x: round(x + 8), y: middle, class: 'value' }, String(sums[row] ?? 0)),
    ];
  });
  return h(
    'svg',
    { class: 'stack', viewBox: `0 0 ${HALF} ${rows.length * ROW}`, role: 'img', 'aria-label': title },
    drawn,
  );
}

export function round(number: number): number {
  return Math.round(number * 100) / 100;
}
