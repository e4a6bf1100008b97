import { useEffect, useRef } from 'react';
import type { ObjectId } from '#app/catalog';
import type { FlowHandle } from './flow.tsx';
import { READING_ZOOM } from './levels.ts';
import type { Picture } from './picture.ts';

/** Brings a selection made elsewhere (search, outline, a link) into sight: once, not again when tables are moved. */
export function useReveal(
  flow: { readonly current: FlowHandle | null },
  scene: Picture['scene'],
  selected: ObjectId | null,
  ownPick: { current: ObjectId | null },
): void {
  const { graph } = scene;
  const boxes = useRef(scene.layout.boxes);
  boxes.current = scene.layout.boxes;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another graph shows what is selected anew, moved tables do not.
  useEffect(() => {
    const box = selected === null ? undefined : boxes.current.get(selected);
    if (!box || !flow.current || ownPick.current === selected) return;
    ownPick.current = null;
    flow.current.centre(box, Math.max(flow.current.view().zoom, READING_ZOOM * 0.9));
  }, [flow, graph, selected, ownPick]);
}
