import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DriftResult } from '#app/api';
import type { Client } from '#renderer/client';
import { NOTHING_SINCE, type Seen, type SinceLook, seenOf, sinceLook } from '#renderer/lib/since-look.ts';
import { type DriftFilters, NO_FILTERS } from './drift-filters.ts';
import { createWorkRunner, resultOf, type WorkState } from './work-state.ts';

export type DriftState = WorkState<DriftResult>;

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
  let seen: Seen | null = null;

  return createStore<DriftStore>((set, get) => {
    const forget = () => {
      runner.forget();
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

    const runner = createWorkRunner<DriftResult>({ get: () => get().state, set: (state) => set({ state }), takeOver });

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
      compare: (root, { fresh = false } = {}) => {
        const { from, to } = get();
        return runner.run((options) => client.drift.compare({ root, from, to, fresh }, options));
      },
      cancel: () => runner.cancel(),
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
