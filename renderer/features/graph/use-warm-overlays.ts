import { useEffect } from 'react';
import type { Reading } from '#app/catalog';
import { foreignKeysAnswer, rlsAnswer, type TenantSettings } from '#renderer/lib/coverage.ts';
import { inBackground } from '#renderer/lib/in-background.ts';

/**
 * Works out coverage while nobody waits, so that choosing an overlay only draws: while the graph is laid out beside the window, and
 * again from when it is drawn. In between the window is drawing.
 */
export function useWarmOverlays(
  reading: Reading,
  readings: ReadonlyMap<string, Reading>,
  tenant: TenantSettings,
  isPending: boolean,
): void {
  useEffect(() => {
    const answers = [() => rlsAnswer(reading, tenant), () => foreignKeysAnswer(readings)];
    const begin = () =>
      inBackground((hasTime) => {
        while (answers[0]?.().workOn(hasTime)) answers.shift();
        return answers.length === 0;
      });
    return isPending ? begin() : afterDrawing(begin);
  }, [reading, readings, tenant, isPending]);
}

/** Begins when the next frame has been drawn. Gives what ends it. */
function afterDrawing(begin: () => () => void): () => void {
  let end = () => {};
  const frame = requestAnimationFrame(() => {
    end = begin();
  });
  return () => {
    cancelAnimationFrame(frame);
    end();
  };
}
