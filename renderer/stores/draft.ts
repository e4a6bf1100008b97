import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftResult, RemedyDraft } from '#app/api';
import type { Client } from '#renderer/client';
import { createWorkRunner, type WorkState } from './work-state.ts';

/** What is the cluster's as well, and drafted only where somebody asks for it. */
export interface DraftBesides {
  readonly owners: boolean;
  readonly roles: boolean;
}

export type DraftPart = 'sql' | 'effect' | 'files' | 'uses';

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
  readonly besides: DraftBesides;
  /** The text that the proof is about; `null` where it is what was drafted, or nothing was proven. */
  readonly provenSql: string | null;
  /** Which part of the draft is looked at. */
  readonly part: DraftPart;
  readonly setPart: (part: DraftPart) => void;
  readonly setEnds: (from: string, to: string, only?: readonly string[] | null) => void;
  readonly setBesides: (besides: DraftBesides) => void;
  readonly setFindings: (findings: readonly string[]) => void;
  /** Drafts; `prove` runs it on a clone with rows as well, or `sql` in its place. */
  readonly make: (root: string, options?: MakeOptions) => Promise<void>;
  readonly cancel: () => void;
  readonly reset: () => void;
}

export interface MakeOptions {
  readonly prove?: boolean;
  /** What a person made of the draft. */
  readonly sql?: string | null;
}

/** The draft that is worked on. */
export function createDraftStore(client: Pick<Client, 'draft'>): StoreApi<DraftStore> {
  return createStore<DraftStore>((set, get) => {
    /** What the run under way is to prove. */
    let proving: string | null = null;
    const runner = createWorkRunner<DraftResult | RemedyDraft>({
      get: () => get().state,
      set: (state) => set({ state }),
      takeOver: (result) => set({ state: { status: 'ready', result }, provenSql: proving }),
    });
    const forget = () => {
      runner.forget();
      set({ state: { status: 'idle' }, provenSql: null });
    };
    return {
      state: { status: 'idle' },
      from: null,
      to: null,
      only: null,
      findings: null,
      besides: { owners: false, roles: false },
      provenSql: null,
      part: 'sql',
      setPart: (part) => set({ part }),
      setEnds: (from, to, only = null) => {
        forget();
        // Code is made to say it by edits of its files; SQL is what it would take a database.
        set({ from, to, only, findings: null, part: from === 'code' ? 'files' : 'sql' });
      },
      setBesides: (besides) => {
        forget();
        set({ besides });
      },
      setFindings: (findings) => {
        forget();
        set({ findings, part: 'sql' });
      },
      make: async (root, { prove = false, sql = null } = {}) => {
        proving = prove ? sql : null;
        const { from, to, only, findings, besides } = get();
        if (findings !== null) {
          const keys = [...findings];
          await runner.run((options) => client.draft.remedy({ root, findings: keys, prove, sql }, options));
          return;
        }
        if (from === null || to === null) return;
        const keys = only === null ? null : [...only];
        await runner.run((options) =>
          client.draft.make({ root, from, to, only: keys, prove, sql, ...besides }, options),
        );
      },
      cancel: () => runner.cancel(),
      reset: () => {
        forget();
        set({ from: null, to: null, only: null, findings: null });
      },
    };
  });
}
