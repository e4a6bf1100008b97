import type { Progress } from '#app/api';
import type { Work } from '#main/platform/work.ts';

/**
 * Turns long work into an event iterator: yields its progress, returns its result. Only the newest report of a stage
 * waits, so that a slow reader does not fall behind. Leaving the iterator early cancels the work.
 */
export async function* streamProgress<T>(
  run: (work: Work) => Promise<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress, T, void> {
  const own = new AbortController();
  const cancel = () => own.abort();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  const waiting = new Map<string, Progress>();
  let wake = () => {};
  let finished = false;
  const result = run({
    signal: own.signal,
    report: (progress) => {
      waiting.delete(progress.stage);
      waiting.set(progress.stage, progress);
      wake();
    },
  }).finally(() => {
    finished = true;
    wake();
  });
  result.catch(() => {});
  try {
    while (!finished) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (finished || waiting.size > 0) resolve();
      });
      const reports = [...waiting.values()];
      waiting.clear();
      yield* reports;
    }
    return await result;
  } finally {
    cancel();
    signal?.removeEventListener('abort', cancel);
  }
}
