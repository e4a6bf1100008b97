import type { Arrangement } from './arrangement.ts';
import type { Box, GraphLayout } from './schema-graph.ts';

/** A layout with the tables that a person put somewhere standing there. What the graph has not is passed over. */
export function withPins(layout: GraphLayout, pins: Arrangement['pins']): GraphLayout {
  const known = Object.entries(pins).filter(([id]) => layout.boxes.has(id));
  if (known.length === 0) return layout;
  const boxes = new Map(layout.boxes);
  for (const [id, { x, y }] of known) {
    const box = boxes.get(id);
    if (box) boxes.set(id, { ...box, x, y });
  }
  return { ...layout, boxes, bounds: around([layout.bounds, ...known.flatMap(([id]) => boxes.get(id) ?? [])]) };
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}
