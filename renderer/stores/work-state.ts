import type { ErrorData, Progress } from '#app/api';
import { follow, isAbort, toErrorData, type WorkStream } from '#renderer/client';

/** Long work and what came of it. `previous` is the result still shown while it is made again or after that failed. */
export type WorkState<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: T | null }
  | { readonly status: 'ready'; readonly result: T }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: T | null };

/** The result that can be shown now: the latest, or the one before while it is made again. */
export function resultOf<T>(state: WorkState<T>): T | null {
  if (state.status === 'ready') return state.result;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}

export interface WorkRunner<T> {
  /** Does the work in place of what is under way; `takeOver` is given the result. */
  run(start: (options: { signal: AbortSignal }) => PromiseLike<WorkStream<T>>): Promise<void>;
  cancel(): void;
  /** Cancels, and what still comes is not taken. */
  forget(): void;
}

export interface WorkRunnerOptions<T> {
  readonly get: () => WorkState<T>;
  readonly set: (state: WorkState<T>) => void;
  /** Where the result has to be taken in otherwise than by being set. */
  readonly takeOver?: (result: T) => void;
}

/** One piece of work at a time: the last that was asked for counts. */
export function createWorkRunner<T>({ get, set, takeOver }: WorkRunnerOptions<T>): WorkRunner<T> {
  let running: AbortController | null = null;
  const take = takeOver ?? ((result: T) => set({ status: 'ready', result }));
  return {
    async run(start) {
      running?.abort();
      const control = new AbortController();
      running = control;
      const previous = resultOf(get());
      const isCurrent = () => running === control;
      set({ status: 'loading', progress: null, previous });
      try {
        const result = await follow(
          start,
          control.signal,
          (progress) => isCurrent() && set({ status: 'loading', progress, previous }),
        );
        if (isCurrent()) take(result);
      } catch (error) {
        if (!isCurrent()) return;
        const cancelled = control.signal.aborted || isAbort(error);
        if (cancelled) set(previous === null ? { status: 'idle' } : { status: 'ready', result: previous });
        else set({ status: 'failed', error: toErrorData(error), previous });
      }
    },
    cancel: () => running?.abort(),
    forget() {
      running?.abort();
      running = null;
    },
  };
}
