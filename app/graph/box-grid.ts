import type { Box } from './schema-graph.ts';

const CELL = 900;

/** Boxes by place, so that what is in sight is found without looking at all of them. */
export interface BoxGrid<T> {
  /** Items whose box touches the area, in the order they were given. */
  readonly within: (area: Box) => readonly T[];
}

export function boxGrid<T>(items: readonly T[], boxOf: (item: T) => Box | undefined): BoxGrid<T> {
  const cells = new Map<string, number[]>();
  const boxes = items.map(boxOf);
  boxes.forEach((box, number) => {
    if (box) forCells(box, (key) => push(cells, key, number));
  });
  return {
    within: (area) => {
      const found = new Set<number>();
      forCells(area, (key) => {
        for (const number of cells.get(key) ?? []) if (touches(boxes[number], area)) found.add(number);
      });
      return [...found].sort((a, b) => a - b).flatMap((number) => items.slice(number, number + 1));
    },
  };
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

function forCells(box: Box, use: (key: string) => void): void {
  const [left, right] = [Math.floor(box.x / CELL), Math.floor((box.x + box.width) / CELL)];
  const [top, bottom] = [Math.floor(box.y / CELL), Math.floor((box.y + box.height) / CELL)];
  for (let column = left; column <= right; column += 1)
    for (let row = top; row <= bottom; row += 1) use(`${column} ${row}`);
}

function push(cells: Map<string, number[]>, key: string, number: number): void {
  const cell = cells.get(key);
  if (cell) cell.push(number);
  else cells.set(key, [number]);
}
