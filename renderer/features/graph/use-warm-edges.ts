import { useEffect } from 'react';
import type { Scene } from './scene.ts';

/** Looked at between two curves: asking for the time each time would take longer than they do. */
const AT_A_TIME = 64;

/** Makes the curves of a scene while nobody waits, so that the first look at them is not the one that pays. */
export function useWarmEdges(scene: Scene): void {
  useEffect(() => {
    if (scene.pending) return;
    let waiting = 0;
    let at = 0;
    const { edges } = scene.graph;
    const go = (deadline: IdleDeadline) => {
      do {
        for (const edge of edges.slice(at, at + AT_A_TIME)) scene.edges.one(edge);
        at += AT_A_TIME;
      } while (at < edges.length && deadline.timeRemaining() > 2);
      if (at < edges.length) waiting = requestIdleCallback(go);
    };
    waiting = requestIdleCallback(go);
    return () => cancelIdleCallback(waiting);
  }, [scene]);
}
