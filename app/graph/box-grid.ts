import type { Box } from './schema-graph.ts';

/** The finest cells, in the graph's units; those of each level above are twice as wide. */
const FINEST = 512;
/** More columns or rows than any level has, to either side of 0. */
const MOST_CELLS = 2 ** 24;

/** Boxes by place, so that what is in sight is found without looking at all of them. */
export interface BoxGrid<T> {
  /** Items whose box touches the area, in the order they were given. */
  readonly within: (area: Box) => readonly T[];
}

/** Item numbers by the cell that their top left corner is in. */
interface GridLevel {
  readonly cell: number;
  readonly cells: Map<number, number[]>;
}

/** Each item stands in one cell of the level whose cells are as large as it: a line across everything costs no more than a table. */
export function boxGrid<T>(items: readonly T[], boxOf: (item: T) => Box | undefined): BoxGrid<T> {
  const levels = new Map<number, GridLevel>();
  const boxes = items.map(boxOf);
  boxes.forEach((box, number) => {
    if (!box) return;
    const { cell, cells } = levelFor(levels, Math.max(box.width, box.height));
    const key = keyOf(Math.floor(box.x / cell), Math.floor(box.y / cell));
    const kept = cells.get(key);
    if (kept) kept.push(number);
    else cells.set(key, [number]);
  });
  return {
    within: (area) => {
      const found: number[] = [];
      for (const level of levels.values())
        for (const numbers of cellsNear(level, area))
          for (const number of numbers) if (touches(boxes[number], area)) found.push(number);
      return found.sort((a, b) => a - b).map((number) => items[number] as T);
    },
  };
}

function levelFor(levels: Map<number, GridLevel>, size: number): GridLevel {
  const depth = Math.max(0, Math.ceil(Math.log2(size / FINEST)));
  let level = levels.get(depth);
  if (!level) {
    level = { cell: FINEST * 2 ** depth, cells: new Map() };
    levels.set(depth, level);
  }
  return level;
}

/** The cells whose items may reach into the area: an item is no larger than its cell. */
function* cellsNear({ cell, cells }: GridLevel, { x, y, width, height }: Box): Iterable<readonly number[]> {
  const [left, right] = [Math.floor(x / cell) - 1, Math.floor((x + width) / cell)];
  const [top, bottom] = [Math.floor(y / cell) - 1, Math.floor((y + height) / cell)];
  if ((right - left + 1) * (bottom - top + 1) > cells.size) return yield* cells.values();
  for (let column = left; column <= right; column += 1)
    for (let row = top; row <= bottom; row += 1) {
      const kept = cells.get(keyOf(column, row));
      if (kept) yield kept;
    }
}

function keyOf(column: number, row: number): number {
  return (column + MOST_CELLS) * 2 * MOST_CELLS + row + MOST_CELLS;
}

export function touches(box: Box | undefined, area: Box): boolean {
  return (
    box !== undefined &&
    box.x <= area.x + area.width &&
    area.x <= box.x + box.width &&
    box.y <= area.y + area.height &&
    area.y <= box.y + box.height
  );
}
