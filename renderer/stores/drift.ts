import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DriftResult, ErrorData, Progress } from '#app/api';
import type { Kind } from '#app/catalog';
import type { DifferenceClass } from '#app/compare';
import { type Client, follow, isAbort, toErrorData } from '#renderer/client';

/** `previous` is the result still shown while a new one is made or after it failed. */
export type DriftState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: DriftResult | null }
  | { readonly status: 'ready'; readonly result: DriftResult }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: DriftResult | null };

/** What of the differences is shown. An empty list of classes or kinds is all of them. */
export interface DriftFilters {
  readonly classes: readonly DifferenceClass[];
  readonly kinds: readonly Kind[];
  readonly countingOnly: boolean;
  readonly text: string;
}

export const NO_FILTERS: DriftFilters = { classes: [], kinds: [], countingOnly: false, text: '' };

export interface DriftStore {
  readonly state: DriftState;
  readonly from: string;
  readonly to: string;
  readonly filters: DriftFilters;
  /** The key of the difference that is looked at. */
  readonly current: string | null;
  readonly setSides: (from: string, to: string) => void;
  readonly compare: (root: string, options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly setFilters: (filters: Partial<DriftFilters>) => void;
  readonly focus: (key: string | null) => void;
  readonly reset: () => void;
}

/** The comparison of two sources. */
export function createDriftStore(client: Pick<Client, 'drift'>): StoreApi<DriftStore> {
  let running: AbortController | null = null;

  return createStore<DriftStore>((set, get) => {
    const forget = () => {
      running?.abort();
      running = null;
      set({ state: { status: 'idle' }, current: null });
    };

    async function compare(root: string, fresh: boolean): Promise<void> {
      running?.abort();
      const control = new AbortController();
      running = control;
      const previous = resultOf(get().state);
      const { from, to } = get();
      const isCurrent = () => running === control;
      set({ state: { status: 'loading', progress: null, previous } });
      try {
        const result = await follow(
          (options) => client.drift.compare({ root, from, to, fresh }, options),
          control.signal,
          (progress) => isCurrent() && set({ state: { status: 'loading', progress, previous } }),
        );
        if (isCurrent()) set({ state: { status: 'ready', result }, current: keepFocus(get().current, result) });
      } catch (error) {
        if (!isCurrent()) return;
        const cancelled = control.signal.aborted || isAbort(error);
        if (cancelled) set({ state: previous ? { status: 'ready', result: previous } : { status: 'idle' } });
        else set({ state: { status: 'failed', error: toErrorData(error), previous } });
      }
    }

    return {
      state: { status: 'idle' },
      from: 'code',
      to: 'live',
      filters: NO_FILTERS,
      current: null,
      setSides: (from, to) => {
        if (from === get().from && to === get().to) return;
        forget();
        set({ from, to });
      },
      compare: (root, options) => compare(root, options?.fresh ?? false),
      cancel: () => running?.abort(),
      setFilters: (filters) => set({ filters: { ...get().filters, ...filters } }),
      focus: (key) => set({ current: key }),
      reset: () => {
        forget();
        set({ filters: NO_FILTERS });
      },
    };
  });
}

function keepFocus(current: string | null, result: DriftResult): string | null {
  return result.differences.some((difference) => difference.key === current) ? current : null;
}

/** The result that can be shown now: the latest, or the one before while it is made again. */
export function resultOf(state: DriftState): DriftResult | null {
  if (state.status === 'ready') return state.result;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}
