import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftResult, RemedyDraft } from '#app/api';
import type { Client } from '#renderer/client';
import { createWorkRunner, type WorkState } from './work-state.ts';

export interface DraftStore {
  readonly state: WorkState<DraftResult | RemedyDraft>;
  /** The source that is to be changed; `null` until one is chosen. */
  readonly from: string | null;
  /** The source that says how it shall be. */
  readonly to: string | null;
  /** The keys of the differences that are drafted; `null` for all that count. */
  readonly only: readonly string[] | null;
  /** Keys of the findings that it shall end, in place of differences between two sources; `null` where it is about those. */
  readonly findings: readonly string[] | null;
  readonly setEnds: (from: string, to: string, only?: readonly string[] | null) => void;
  readonly setFindings: (findings: readonly string[]) => void;
  /** Drafts; `prove` runs it on a clone with rows as well. */
  readonly make: (root: string, options?: { readonly prove?: boolean }) => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** The draft that is worked on. */
export function createDraftStore(client: Pick<Client, 'draft'>): StoreApi<DraftStore> {
  return createStore<DraftStore>((set, get) => {
    const runner = createWorkRunner<DraftResult | RemedyDraft>({
      get: () => get().state,
      set: (state) => set({ state }),
    });
    const forget = () => {
      runner.forget();
      set({ state: { status: 'idle' } });
    };
    return {
      state: { status: 'idle' },
      from: null,
      to: null,
      only: null,
      findings: null,
      setEnds: (from, to, only = null) => {
        forget();
        set({ from, to, only, findings: null });
      },
      setFindings: (findings) => {
        forget();
        set({ findings });
      },
      make: async (root, { prove = false } = {}) => {
        const { from, to, only, findings } = get();
        if (findings !== null) {
          const keys = [...findings];
          await runner.run((options) => client.draft.remedy({ root, findings: keys, prove, sql: null }, options));
          return;
        }
        if (from === null || to === null) return;
        const keys = only === null ? null : [...only];
        await runner.run((options) => client.draft.make({ root, from, to, only: keys, prove, sql: null }, options));
      },
      cancel: () => runner.cancel(),
      reset: () => {
        forget();
        set({ from: null, to: null, only: null, findings: null });
      },
    };
  });
}
