import type { Progress } from '#app/api';

/** Long work as the contract gives it: yields progress, returns the result. */
export type WorkStream<T> = AsyncIterator<Progress, T, void>;

/**
 * Follows long work to its result.
 * @throws what the engine answered, or an `AbortError` once `signal` fires.
 */
export async function follow<T>(
  start: (options: { signal: AbortSignal }) => PromiseLike<WorkStream<T>>,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<T> {
  const stream = await start({ signal });
  for (;;) {
    signal.throwIfAborted();
    const step = await stream.next();
    signal.throwIfAborted();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
