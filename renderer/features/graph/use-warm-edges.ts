import { useEffect } from 'react';
import { inBackground } from '#renderer/lib/in-background.ts';
import type { Scene } from './scene.ts';

/** Looked at between two curves: asking for the time each time would take longer than they do. */
const AT_A_TIME = 16;

/** Makes the curves of a scene while nobody waits, so that the first look at them is not the one that pays. */
export function useWarmEdges(scene: Scene): void {
  useEffect(() => {
    if (scene.pending) return;
    let at = 0;
    const { edges } = scene.graph;
    return inBackground((hasTime) => {
      while (at < edges.length && hasTime()) {
        for (const edge of edges.slice(at, at + AT_A_TIME)) scene.edges.one(edge);
        at += AT_A_TIME;
      }
      return at >= edges.length;
    });
  }, [scene]);
}
