import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftResult, ErrorData, Progress } from '#app/api';
import { type Client, follow, isAbort, toErrorData } from '#renderer/client';

/** `previous` is the draft still shown while a new one is made or after it failed. */
export type DraftState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: DraftResult | null }
  | { readonly status: 'ready'; readonly result: DraftResult }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: DraftResult | null };

export interface DraftStore {
  readonly state: DraftState;
  /** The source that is to be changed; `null` until one is chosen. */
  readonly from: string | null;
  /** The source that says how it shall be. */
  readonly to: string | null;
  /** The keys of the differences that are drafted; `null` for all that count. */
  readonly only: readonly string[] | null;
  readonly setEnds: (from: string, to: string, only?: readonly string[] | null) => void;
  readonly make: (root: string, options?: { readonly prove?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** The draft that is worked on. */
export function createDraftStore(client: Pick<Client, 'draft'>): StoreApi<DraftStore> {
  let running: AbortController | null = null;

  return createStore<DraftStore>((set, get) => {
    const forget = () => {
      running?.abort();
      running = null;
      set({ state: { status: 'idle' } });
    };

    async function make(root: string, prove: boolean): Promise<void> {
      const { from, to, only } = get();
      if (from === null || to === null) return;
      running?.abort();
      const control = new AbortController();
      running = control;
      const previous = draftOf(get().state);
      const isCurrent = () => running === control;
      set({ state: { status: 'loading', progress: null, previous } });
      try {
        const result = await follow(
          (options) => client.draft.make({ root, from, to, only, prove }, options),
          control.signal,
          (progress) => isCurrent() && set({ state: { status: 'loading', progress, previous } }),
        );
        if (isCurrent()) set({ state: { status: 'ready', result } });
      } catch (error) {
        if (!isCurrent()) return;
        const cancelled = control.signal.aborted || isAbort(error);
        if (cancelled) set({ state: previous ? { status: 'ready', result: previous } : { status: 'idle' } });
        else set({ state: { status: 'failed', error: toErrorData(error), previous } });
      }
    }

    return {
      state: { status: 'idle' },
      from: null,
      to: null,
      only: null,
      setEnds: (from, to, only = null) => {
        forget();
        set({ from, to, only });
      },
      make: (root, options) => make(root, options?.prove ?? false),
      cancel: () => running?.abort(),
      reset: () => {
        forget();
        set({ from: null, to: null, only: null });
      },
    };
  });
}

/** The draft that can be shown now: the latest, or the one before while it is made again. */
export function draftOf(state: DraftState): DraftResult | null {
  if (state.status === 'ready') return state.result;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}
