import { useEffect } from 'react';
import type { Reading } from '#app/catalog';
import type { Answer } from '#renderer/lib/answer.ts';
import { foreignKeysAnswer, rlsAnswer, type TenantSettings } from '#renderer/lib/coverage.ts';
import { inBackground } from '#renderer/lib/in-background.ts';
import { edgeMarks, rlsMarks } from './coverage-marks.ts';
import type { Scene } from './scene.ts';

/**
 * Works out coverage while nobody waits, so that choosing an overlay only draws: while the graph is laid out beside the window, and
 * again from when it is drawn, then with the marks it makes on the scene. In between the window is drawing.
 */
export function useWarmOverlays(
  reading: Reading,
  readings: ReadonlyMap<string, Reading>,
  tenant: TenantSettings,
  scene: Scene,
): void {
  const { pending } = scene;
  useEffect(() => {
    const answers: (() => Ahead)[] = [() => rlsAnswer(reading, tenant), () => foreignKeysAnswer(readings)];
    if (!pending)
      answers.push(
        () => rlsMarks(scene, reading, tenant),
        () => edgeMarks(scene, readings),
      );
    const begin = () =>
      inBackground((hasTime) => {
        while (answers[0]?.().workOn(hasTime)) answers.shift();
        return answers.length === 0;
      });
    return pending ? begin() : afterDrawing(begin);
  }, [reading, readings, tenant, scene, pending]);
}

type Ahead = Pick<Answer<unknown>, 'workOn'>;

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
