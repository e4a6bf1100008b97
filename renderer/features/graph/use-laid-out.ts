import { useEffect, useMemo, useReducer, useRef } from 'react';
import type { Reading } from '#app/catalog';
import { layoutGraph } from '#app/graph';
import { layOut } from './lay-out.ts';
import { keepLayout, keptScene, pendingScene, type Scene, type SceneOptions } from './scene.ts';

/** Graphs up to this many relations are laid out in less time than a frame takes to notice. */
const AT_ONCE = 250;

/** A reading with its scene: those of before, until the next ones are laid out. */
export interface LaidOut {
  readonly reading: Reading;
  readonly scene: Scene;
}

/** The scene of a reading. A large one is laid out beside the window: meanwhile stands what stood before, or an empty scene. */
export function useLaidOut(reading: Reading, options: SceneOptions): LaidOut {
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  const last = useRef<LaidOut | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is a layout that came since.
  const now = useMemo(() => {
    const kept = keptScene(reading, options);
    if ('scene' in kept) return { reading, scene: kept.scene, wanted: null };
    const { wanted } = kept;
    if (wanted.graph.nodes.length > AT_ONCE) return { reading, scene: null, wanted };
    const scene = keepLayout(reading, options, wanted, layoutGraph(wanted.graph, wanted.options));
    return { reading, scene, wanted: null };
  }, [reading, options, turn]);
  const { wanted } = now;
  useEffect(() => {
    if (!wanted) return;
    let isGone = false;
    void layOut(wanted.graph, wanted.options).then((layout) => {
      if (isGone) return;
      keepLayout(reading, options, wanted, layout);
      again();
    });
    return () => {
      isGone = true;
    };
  }, [wanted, reading, options]);
  const shown = useMemo(() => ({ reading: now.reading, scene: now.scene ?? pendingScene(now.wanted.graph) }), [now]);
  useEffect(() => {
    if (!shown.scene.pending) last.current = shown;
  }, [shown]);
  return shown.scene.pending ? (last.current ?? shown) : shown;
}
