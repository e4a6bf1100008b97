import { useEffect } from 'react';
import type { ObjectId } from '#app/catalog';
import type { FlowHandle } from './flow.tsx';
import { READING_ZOOM } from './levels.ts';
import type { Picture } from './picture.ts';

/** Brings a selection made elsewhere (search, outline, a link) into sight. */
export function useReveal(
  flow: { readonly current: FlowHandle | null },
  scene: Picture['scene'],
  selected: ObjectId | null,
  ownPick: { current: ObjectId | null },
): void {
  useEffect(() => {
    const box = selected === null ? undefined : scene.layout.boxes.get(selected);
    if (!box || !flow.current || ownPick.current === selected) return;
    ownPick.current = null;
    flow.current.centre(box, Math.max(flow.current.view().zoom, READING_ZOOM * 0.9));
  }, [flow, scene, selected, ownPick]);
}
