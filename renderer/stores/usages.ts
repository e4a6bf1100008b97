import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData, Progress } from '#app/api';
import type { Reading } from '#app/catalog';
import type { Usages } from '#app/usages';
import { type Client, follow, isAbort, toErrorData } from '#renderer/client';

/** `previous` is what is still shown while usages are found again or after that failed. */
export type UsagesState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: Usages | null }
  | { readonly status: 'ready'; readonly usages: Usages }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: Usages | null };

export interface UsagesStore {
  readonly state: UsagesState;
  /** Finds the usages that belong to a reading of the code; once for each reading, however often it is asked. */
  readonly load: (root: string, code: Reading) => Promise<void>;
  /** Finds them again after a failure, or after it was cancelled. */
  readonly retry: () => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** Where the project's code uses its schema: found when first looked at. */
export function createUsagesStore(client: Pick<Client, 'usages'>): StoreApi<UsagesStore> {
  let running: AbortController | null = null;
  let asked: { readonly root: string; readonly code: Reading } | null = null;

  return createStore<UsagesStore>((set, get) => {
    async function find(root: string): Promise<void> {
      running?.abort();
      const control = new AbortController();
      running = control;
      const previous = usagesOf(get().state);
      const isCurrent = () => running === control;
      set({ state: { status: 'loading', progress: null, previous } });
      try {
        const usages = await follow(
          (options) => client.usages.read({ root, fresh: false }, options),
          control.signal,
          (progress) => isCurrent() && set({ state: { status: 'loading', progress, previous } }),
        );
        if (isCurrent()) set({ state: { status: 'ready', usages } });
      } catch (error) {
        if (!isCurrent()) return;
        const cancelled = control.signal.aborted || isAbort(error);
        if (cancelled) set({ state: previous ? { status: 'ready', usages: previous } : { status: 'idle' } });
        else set({ state: { status: 'failed', error: toErrorData(error), previous } });
      }
    }

    return {
      state: { status: 'idle' },
      load: async (root, code) => {
        if (asked?.root === root && asked.code === code) return;
        asked = { root, code };
        await find(root);
      },
      retry: async () => {
        if (asked) await find(asked.root);
      },
      cancel: () => running?.abort(),
      reset: () => {
        running?.abort();
        running = null;
        asked = null;
        set({ state: { status: 'idle' } });
      },
    };
  });
}

/** The usages that can be shown now. */
export function usagesOf(state: UsagesState): Usages | null {
  if (state.status === 'ready') return state.usages;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}
