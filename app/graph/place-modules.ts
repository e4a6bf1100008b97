import { touches } from './box-grid.ts';
import type { LayoutOptions, SizedModule, Ties } from './layout.ts';
import { type Point, pack } from './pack.ts';
import type { Box } from './schema-graph.ts';

const MODULE_GAP = 64;
/** Between the graph's share of a window with panels on both sides and one without. */
const WHOLE_ASPECT = 1.2;
/** How much a unit of distance to related modules weighs against a unit of depth. */
const PULL = 0.25;
/** Where more than this share of the modules finds no place, a fresh layout reads better than a patched one. */
const MOST_HOMELESS = 0.3;

/** Corners of the modules, packed; related ones near one another. */
export function packModules(ordered: readonly SizedModule[], tied: Ties): readonly Point[] {
  const placed = new Map<string, Point>();
  const idOf = (item: number) => ordered[item]?.module.id ?? '';
  const pull = (item: number, at: Point): number => {
    let total = 0;
    let weight = 0;
    for (const [other, count] of tied.get(idOf(item)) ?? []) {
      const middle = placed.get(other);
      if (!middle) continue;
      total += count * (Math.abs(middle.x - at.x) + Math.abs(middle.y - at.y));
      weight += count;
    }
    return weight === 0 ? 0 : (PULL * total) / weight;
  };
  const sizes = ordered.map((entry) => entry.inner);
  const onStart = () => placed.clear();
  const onPlace = (item: number, at: Point) => void placed.set(idOf(item), at);
  return pack(sizes, { gap: MODULE_GAP, aspect: WHOLE_ASPECT, pull, onStart, onPlace }).points;
}

/**
 * Corners where modules keep the place they had: those that did not grow, then grown ones where nothing is in the way; the
 * rest goes below. `null` where too few can stay.
 */
export function keptCorners(
  ordered: readonly SizedModule[],
  previous: NonNullable<LayoutOptions['previous']>,
): readonly Point[] | null {
  const before = new Map(previous.modules.map((module) => [module.id, module.box]));
  const stays = new Map<SizedModule, Box>();
  const grown: SizedModule[] = [];
  for (const entry of ordered) {
    const box = before.get(entry.module.id);
    if (!box) continue;
    if (entry.inner.width <= box.width && entry.inner.height <= box.height) stays.set(entry, boxAt(box, entry));
    else grown.push(entry);
  }
  for (const entry of grown) {
    const box = before.get(entry.module.id);
    const wanted = box && boxAt(box, entry);
    if (wanted && ![...stays.values()].some((other) => touches(other, withGap(wanted)))) stays.set(entry, wanted);
  }
  const homeless = ordered.filter((entry) => !stays.has(entry));
  if (homeless.length > MOST_HOMELESS * ordered.length) return null;
  const bottom = [...stays.values()].reduce((most, box) => Math.max(most, box.y + box.height), 0);
  const below = pack(
    homeless.map((entry) => entry.inner),
    { gap: MODULE_GAP, aspect: 4 * WHOLE_ASPECT },
  ).points;
  const corner = new Map(homeless.map((entry, at) => [entry, below[at] ?? { x: 0, y: 0 }]));
  return ordered.map((entry) => {
    const { x, y } = stays.get(entry) ?? {
      x: corner.get(entry)?.x ?? 0,
      y: bottom + MODULE_GAP + (corner.get(entry)?.y ?? 0),
    };
    return { x, y };
  });
}

function boxAt({ x, y }: Point, { inner }: SizedModule): Box {
  return { x, y, width: inner.width, height: inner.height };
}

/** Half the gap all around: what stays must keep its distance too. */
function withGap({ x, y, width, height }: Box): Box {
  const half = MODULE_GAP / 2;
  return { x: x - half, y: y - half, width: width + MODULE_GAP, height: height + MODULE_GAP };
}
