import { type PointerEvent, useState } from 'react';
import { type GraphEdge, graphIndex } from '#app/graph';
import { bundleOf, nearestOf } from './edge-bundles.ts';
import type { Hover } from './edge-note.tsx';
import type { FlowHandle } from './flow.tsx';
import { levelAt } from './levels.ts';
import { isBundled, isDrawn, isNoGap, type Picture } from './picture.ts';

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
      return setHover(name === null ? null : { edge: null, bundle: null, table: name, ...place });
    }
    const found = level === 'modules' ? null : edgeAt(picture, at.x, at.y, REACH / handle.view().zoom);
    setHover(found ? { ...found, table: null, ...place } : null);
  };
  return [hover, set];
}

/** The reference that is drawn there, or those that run together there. */
function edgeAt(
  picture: Omit<Picture, 'palette'>,
  x: number,
  y: number,
  reach: number,
): Pick<Hover, 'edge' | 'bundle'> | null {
  const area = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  let best: { readonly distance: number; readonly found: Pick<Hover, 'edge' | 'bundle'> } | null = null;
  const drawn = (one: GraphEdge) => isDrawn(one, picture.emphasis);
  const near = [...picture.scene.edges.within(area, drawn), ...picture.marks.extraEdges.filter(drawn)];
  for (const edge of near) {
    if (isNoGap(edge, picture)) continue;
    const run = isBundled(edge, picture) ? bundleOf(edge, picture.scene) : null;
    const { distance, isTrunk } = nearestOf(edge, run, x, y);
    if (distance > reach || (best && distance >= best.distance)) continue;
    best = { distance, found: isTrunk && run ? { edge: null, bundle: run.edges } : { edge, bundle: null } };
  }
  return best?.found ?? null;
}
