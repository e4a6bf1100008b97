import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DriftResult, ErrorData, Progress } from '#app/api';
import { type Client, follow, isAbort, toErrorData } from '#renderer/client';
import { NOTHING_SINCE, type Seen, type SinceLook, seenOf, sinceLook } from '#renderer/lib/since-look.ts';
import { type DriftFilters, NO_FILTERS } from './drift-filters.ts';

/** `previous` is the result still shown while a new one is made or after it failed. */
export type DriftState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: DriftResult | null }
  | { readonly status: 'ready'; readonly result: DriftResult }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: DriftResult | null };

const NONE: ReadonlySet<string> = new Set();

export interface DriftStore {
  readonly state: DriftState;
  readonly from: string;
  readonly to: string;
  readonly filters: DriftFilters;
  /** The key of the difference that is looked at. */
  readonly current: string | null;
  /** The keys of the differences that are gathered for something: to be copied, say. */
  readonly checked: ReadonlySet<string>;
  /** When the result came, in milliseconds since 1970. */
  readonly comparedAt: number | null;
  /** What is otherwise than when it was looked at last; the first comparison of two sources is all known. */
  readonly since: SinceLook;
  readonly setSides: (from: string, to: string) => void;
  readonly compare: (root: string, options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly setFilters: (filters: Partial<DriftFilters>) => void;
  /** Looks at a difference. The one that was looked at before is known from then on. */
  readonly focus: (key: string | null) => void;
  readonly check: (keys: readonly string[], checked: boolean) => void;
  /** Takes everything that is new, changed or gone for known. */
  readonly acknowledge: () => void;
  readonly reset: () => void;
}

/** The comparison of two sources. */
export function createDriftStore(client: Pick<Client, 'drift'>, now = Date.now): StoreApi<DriftStore> {
  let running: AbortController | null = null;
  let seen: Seen | null = null;

  return createStore<DriftStore>((set, get) => {
    const forget = () => {
      running?.abort();
      running = null;
      seen = null;
      set({ state: { status: 'idle' }, current: null, checked: NONE, comparedAt: null, since: NOTHING_SINCE });
    };

    const takeOver = (result: DriftResult) => {
      seen ??= seenOf(result.differences);
      const keys = new Set(result.differences.map(({ key }) => key));
      const { current, checked } = get();
      set({
        state: { status: 'ready', result },
        comparedAt: now(),
        current: current !== null && keys.has(current) ? current : null,
        checked: checked.size === 0 ? checked : new Set([...checked].filter((key) => keys.has(key))),
        since: sinceLook(seen, result.differences),
      });
    };

    const know = (key: string | null) => {
      const { since } = get();
      if (key === null || !since.changes.has(key)) return;
      const difference = resultOf(get().state)?.differences.find((one) => one.key === key);
      if (difference) seen = new Map(seen).set(key, difference);
      const changes = new Map(since.changes);
      changes.delete(key);
      set({ since: { ...since, changes } });
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
        if (isCurrent()) takeOver(result);
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
      checked: NONE,
      comparedAt: null,
      since: NOTHING_SINCE,
      setSides: (from, to) => {
        if (from === get().from && to === get().to) return;
        forget();
        set({ from, to });
      },
      compare: (root, options) => compare(root, options?.fresh ?? false),
      cancel: () => running?.abort(),
      setFilters: (filters) => set({ filters: { ...get().filters, ...filters } }),
      focus: (key) => {
        const before = get().current;
        if (before === key) return;
        set({ current: key });
        know(before);
      },
      check: (keys, isChecked) => {
        const checked = new Set(get().checked);
        for (const key of keys) {
          if (isChecked) checked.add(key);
          else checked.delete(key);
        }
        set({ checked });
      },
      acknowledge: () => {
        const result = resultOf(get().state);
        if (!result) return;
        seen = seenOf(result.differences);
        set({ since: NOTHING_SINCE });
      },
      reset: () => {
        forget();
        set({ filters: NO_FILTERS });
      },
    };
  });
}

/** The result that can be shown now: the latest, or the one before while it is made again. */
export function resultOf(state: DriftState): DriftResult | null {
  if (state.status === 'ready') return state.result;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}
