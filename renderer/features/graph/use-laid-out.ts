import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Reading } from '#app/catalog';
import { layoutGraph } from '#app/graph';
import { layOut } from './lay-out.ts';
import { keepLayout, keptScene, type LayoutWanted, pendingScene, type Scene, type SceneOptions } from './scene.ts';

/** Graphs up to this many relations are laid out in less time than a frame takes to notice. */
const AT_ONCE = 250;

/** A layout that was wanted and could not be made, beside the window nor in it. */
export interface LayoutFailure {
  /** In the error's own words. */
  readonly cause: string;
  readonly retry: () => void;
}

/** A reading with its scene: those of before, until the next ones are laid out. */
export interface LaidOut {
  readonly reading: Reading;
  readonly scene: Scene;
  readonly failure: LayoutFailure | null;
}

type Now =
  | { readonly scene: Scene; readonly wanted: null; readonly failed: null }
  | { readonly scene: null; readonly wanted: LayoutWanted; readonly failed: unknown };

/**
 * The scene of a reading. A large one is laid out beside the window: meanwhile, and where that fails, stands what stood before, or an
 * empty scene.
 */
export function useLaidOut(reading: Reading, options: SceneOptions): LaidOut {
  const [turn, again] = useReducer((count: number) => count + 1, 0);
  const [late, setLate] = useState<{ readonly wanted: LayoutWanted; readonly error: unknown } | null>(null);
  const last = useRef<Omit<LaidOut, 'failure'> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn is a layout that came since, or is to be tried again.
  const now = useMemo(() => lookedUp(reading, options), [reading, options, turn]);
  const { wanted, failed } = now;
  useEffect(() => {
    if (!wanted || failed !== null) return;
    let isGone = false;
    const ended = layOut(wanted.graph, wanted.options).then((layout) => {
      if (isGone) return;
      keepLayout(reading, options, wanted, layout);
      again();
    });
    ended.catch((error: unknown) => isGone || setLate({ wanted, error }));
    return () => {
      isGone = true;
    };
  }, [wanted, failed, reading, options]);
  const error = failed ?? (late !== null && late.wanted === wanted ? late.error : null);
  const retry = useCallback(() => again(), []);
  const failure = useMemo(() => (error === null ? null : { cause: wordsOfError(error), retry }), [error, retry]);
  const shown = useMemo(() => ({ reading, scene: now.scene ?? pendingScene(now.wanted.graph) }), [reading, now]);
  useEffect(() => {
    if (!shown.scene.pending) last.current = shown;
  }, [shown]);
  return { ...(shown.scene.pending ? (last.current ?? shown) : shown), failure };
}

/** What is kept, or can be laid out at once; else what is wanted. */
function lookedUp(reading: Reading, options: SceneOptions): Now {
  const kept = keptScene(reading, options);
  if ('scene' in kept) return { scene: kept.scene, wanted: null, failed: null };
  const { wanted } = kept;
  if (wanted.graph.nodes.length > AT_ONCE) return { scene: null, wanted, failed: null };
  try {
    const layout = layoutGraph(wanted.graph, wanted.options);
    return { scene: keepLayout(reading, options, wanted, layout), wanted: null, failed: null };
  } catch (error) {
    return { scene: null, wanted, failed: error };
  }
}

function wordsOfError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
