import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AuditResult, AuditSource, Dimension, Likelihood, Severity } from '#app/api';
import type { Client } from '#renderer/client';
import { createWorkRunner, type WorkState } from './work-state.ts';

/** What of the findings is shown. An empty list is all of them. */
export interface AuditFilters {
  readonly text: string;
  readonly severities: readonly Severity[];
  readonly dimensions: readonly Dimension[];
  readonly likelihoods: readonly (Likelihood | 'unknown')[];
  readonly rules: readonly string[];
  readonly sources: readonly AuditSource[];
  /** Only what is waived; otherwise that is left out. */
  readonly waived: boolean;
  /** Only what can be drafted. */
  readonly fixable: boolean;
}

export const NO_AUDIT_FILTERS: AuditFilters = {
  text: '',
  severities: [],
  dimensions: [],
  likelihoods: [],
  rules: [],
  sources: [],
  waived: false,
  fixable: false,
};

/** By what findings stand together. */
export const FINDING_GROUPS = ['severity', 'dimension', 'rule', 'table', 'file'] as const;
export type FindingGroup = (typeof FINDING_GROUPS)[number];

/** What the view shows: the findings, their risk matrices, the proof of isolation, the plan that ends them. */
export const AUDIT_LAYOUTS = ['list', 'matrix', 'plan', 'isolation'] as const;
export type AuditLayout = (typeof AUDIT_LAYOUTS)[number];

export interface AuditStore {
  readonly state: WorkState<AuditResult>;
  readonly filters: AuditFilters;
  readonly group: FindingGroup;
  readonly layout: AuditLayout;
  /** Keys of the findings that are gathered: to be drafted or copied. */
  readonly checked: ReadonlySet<string>;
  /** Whether the person stopped it: it is not begun again by itself. */
  readonly isCancelled: boolean;
  /** Whether something was read anew since. */
  readonly isStale: boolean;
  readonly run: (root: string, options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly setFilters: (filters: Partial<AuditFilters>) => void;
  readonly setGroup: (group: FindingGroup) => void;
  readonly setLayout: (layout: AuditLayout) => void;
  readonly check: (keys: readonly string[], checked: boolean) => void;
  readonly outdate: () => void;
  readonly reset: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What the rules found in the project that is open. */
export function createAuditStore(client: Pick<Client, 'audit'>): StoreApi<AuditStore> {
  return createStore<AuditStore>((set, get) => {
    const runner = createWorkRunner<AuditResult>({
      get: () => get().state,
      set: (state) => set({ state }),
      takeOver: (result) => {
        const keys = new Set(result.findings.map(({ key }) => key));
        const checked = new Set([...get().checked].filter((key) => keys.has(key)));
        set({ state: { status: 'ready', result }, checked });
      },
    });
    return {
      state: { status: 'idle' },
      filters: NO_AUDIT_FILTERS,
      group: 'severity',
      layout: 'list',
      checked: NONE,
      isCancelled: false,
      isStale: false,
      run: async (root, { fresh = false } = {}) => {
        set({ isStale: false, isCancelled: false });
        await runner.run((options) => client.audit.run({ root, fresh }, options));
      },
      cancel: () => {
        runner.cancel();
        set({ isCancelled: true });
      },
      setFilters: (filters) => set({ filters: { ...get().filters, ...filters } }),
      setGroup: (group) => set({ group }),
      setLayout: (layout) => set({ layout }),
      check: (keys, isChecked) => {
        const checked = new Set(get().checked);
        for (const key of keys) {
          if (isChecked) checked.add(key);
          else checked.delete(key);
        }
        set({ checked });
      },
      outdate: () => {
        if (get().state.status !== 'idle') set({ isStale: true });
      },
      reset: () => {
        runner.forget();
        set({
          state: { status: 'idle' },
          filters: NO_AUDIT_FILTERS,
          layout: 'list',
          checked: NONE,
          isCancelled: false,
          isStale: false,
        });
      },
    };
  });
}
