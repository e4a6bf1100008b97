import { type PointerEvent, useState } from 'react';
import { distanceTo, type GraphEdge, graphIndex } from '#app/graph';
import type { Hover } from './edge-note.tsx';
import type { FlowHandle } from './flow.tsx';
import { levelAt } from './levels.ts';
import { isDrawn, isNoGap, type Picture } from './picture.ts';
import type { DrawnEdge } from './scene-edges.ts';

/** Within this many CSS pixels of a curve, it is pointed at. */
const REACH = 6;

/** What is under the pointer; the canvas has no elements that could say. */
export function useHover(
  flow: { readonly current: FlowHandle | null },
  frame: { readonly current: HTMLElement | null },
  picture: Omit<Picture, 'palette'>,
): readonly [Hover | null, (event: PointerEvent | null) => void] {
  const [hover, setHover] = useState<Hover | null>(null);
  const set = (event: PointerEvent | null) => {
    const corner = frame.current?.getBoundingClientRect();
    const handle = flow.current;
    const onGraph =
      event?.target instanceof Element && event.target.closest('.react-flow__pane, .react-flow__node') !== null;
    if (!event || !corner || !handle || event.buttons !== 0 || !onGraph) return setHover(null);
    const at = handle.toGraph(event.clientX, event.clientY);
    const level = levelAt(handle.view().zoom);
    const place = { x: event.clientX - corner.left, y: event.clientY - corner.top };
    const [table] = picture.scene.nodesAt.within({ ...at, width: 0, height: 0 });
    if (table !== undefined) {
      const name = level === 'columns' ? null : (graphIndex(picture.scene.graph).nodes.get(table)?.name ?? null);
      return setHover(name === null ? null : { edge: null, table: name, ...place });
    }
    const edge = level === 'modules' ? null : edgeAt(picture, at.x, at.y, REACH / handle.view().zoom);
    setHover(edge ? { edge, table: null, ...place } : null);
  };
  return [hover, set];
}

function edgeAt(picture: Omit<Picture, 'palette'>, x: number, y: number, reach: number): DrawnEdge | null {
  const area = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  let best: { readonly edge: DrawnEdge; readonly distance: number } | null = null;
  const drawn = (one: GraphEdge) => isDrawn(one, picture.emphasis);
  const near = [...picture.scene.edges.within(area, drawn), ...picture.marks.extraEdges.filter(drawn)];
  for (const edge of near) {
    if (isNoGap(edge, picture)) continue;
    const distance = distanceTo(edge.path, x, y);
    if (distance <= reach && (!best || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge ?? null;
}
