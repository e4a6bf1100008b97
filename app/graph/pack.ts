import type { Size } from './node-size.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Packing {
  /** Top left corners, in the order of the sizes given. */
  readonly points: readonly Point[];
  readonly width: number;
  readonly height: number;
}

export interface PackOptions {
  readonly gap: number;
  /** Width to height that the whole should come close to. */
  readonly aspect: number;
  /** What a place costs beside its depth, in the unit of lengths: nearness to relatives. `at` is the middle. */
  readonly pull?: (item: number, at: Point) => number;
  /** Told that a new try begins; what was placed before counts no more. */
  readonly onStart?: () => void;
  /** Told of each place taken, so that later items can be pulled to it. */
  readonly onPlace?: (item: number, at: Point) => void;
}

interface Segment {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Widths to try, as shares of the width that the area and the aspect ask for. */
const TRIES = [0.84, 0.9, 0.96, 1.02, 1.08, 1.14, 1.2, 1.27, 1.35, 1.5];

/**
 * Packs rectangles without overlap, in the given order, each where it ends highest (bottom-left skyline). Of several
 * widths the one is taken whose result is seen largest in a window of the aspect.
 */
export function pack(sizes: readonly Size[], options: PackOptions): Packing {
  const { gap, aspect } = options;
  const area = sizes.reduce((total, { width, height }) => total + (width + gap) * (height + gap), 0);
  const widest = sizes.reduce((most, size) => Math.max(most, size.width + gap), 0);
  const seenAt = ({ width, height }: Packing) => Math.max(width / aspect, height);
  let best: Packing | null = null;
  for (const share of TRIES) {
    const tried = packInto(sizes, Math.max(widest, Math.ceil(Math.sqrt(area * aspect) * share)), options);
    if (!best || seenAt(tried) < seenAt(best)) best = tried;
  }
  return best ?? { points: [], width: 0, height: 0 };
}

function packInto(sizes: readonly Size[], limit: number, { gap, pull, onPlace, onStart }: PackOptions): Packing {
  onStart?.();
  let skyline: Segment[] = [{ x: 0, y: 0, width: limit }];
  const points: Point[] = [];
  let right = 0;
  let bottom = 0;
  sizes.forEach((size, item) => {
    const width = size.width + gap;
    const height = size.height + gap;
    let best: { point: Point; cost: number } | null = null;
    for (const segment of skyline) {
      if (segment.x + width > limit) break;
      const point = { x: segment.x, y: topOver(skyline, segment.x, width) };
      const cost =
        point.y + height + (pull?.(item, { x: point.x + size.width / 2, y: point.y + size.height / 2 }) ?? 0);
      if (!best || cost < best.cost) best = { point, cost };
    }
    const point = best?.point ?? { x: 0, y: bottom };
    points.push(point);
    onPlace?.(item, { x: point.x + size.width / 2, y: point.y + size.height / 2 });
    skyline = raise(skyline, point, width, height);
    right = Math.max(right, point.x + size.width);
    bottom = Math.max(bottom, point.y + size.height);
  });
  return { points, width: right, height: bottom };
}

function topOver(skyline: readonly Segment[], x: number, width: number): number {
  let top = 0;
  for (const segment of skyline) {
    if (segment.x >= x + width) break;
    if (segment.x + segment.width > x) top = Math.max(top, segment.y);
  }
  return top;
}

function raise(skyline: readonly Segment[], { x, y }: Point, width: number, height: number): Segment[] {
  const end = x + width;
  const next: Segment[] = [];
  let placed = false;
  for (const segment of skyline) {
    const segmentEnd = segment.x + segment.width;
    if (segment.x < x) next.push({ ...segment, width: Math.min(segmentEnd, x) - segment.x });
    if (!placed && segmentEnd > x) {
      next.push({ x, y: y + height, width });
      placed = true;
    }
    if (segmentEnd > end) {
      const start = Math.max(segment.x, end);
      next.push({ x: start, y: segment.y, width: segmentEnd - start });
    }
  }
  return next.filter((segment) => segment.width > 0);
}
