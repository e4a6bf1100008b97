import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DraftKey, DraftLint, WrittenStatement } from '#app/api';
import { type Client, follow } from '#renderer/client';
import { beginHistory, type EditHistory, flatten, fromKept, record, toKept } from '#renderer/lib/edit-history.ts';
import { createLatest } from './latest.ts';

/** The draft that a text belongs to. */
export interface OpenedDraft {
  readonly key: DraftKey;
  /** The source that it is written for. */
  readonly source: string;
  /** The fingerprint of that source's catalog. */
  readonly madeFor: string | null;
  /** The text as it was drafted. */
  readonly drafted: string;
  /** What is known of its statements from the start. */
  readonly statements: readonly WrittenStatement[];
}

/** Whether what is typed outlives the window: `secret` where a password stands in it, so that none of it is kept. */
export type Keeping = 'kept' | 'secret' | 'failed';

export interface DraftTextStore {
  readonly opened: OpenedDraft | null;
  /** The text with its steps; `null` while there is no draft. */
  readonly history: EditHistory | null;
  /** Grows where the text came from elsewhere than the editor. */
  readonly version: number;
  /** True where the edits began from another text than the one that is drafted now. */
  readonly isBehind: boolean;
  readonly keeping: Keeping | null;
  /** What is said of the text, or of the one before while the next is looked at; `null` where nothing is yet. */
  readonly lint: DraftLint | null;
  /** Of which text that is said. */
  readonly linted: string | null;
  /** Why nothing is said. */
  readonly lintError: string | null;
  /** Characters before the caret. */
  readonly caret: number;
  /** Takes in a draft that was made. Edits of it that were kept come back. */
  readonly open: (opened: OpenedDraft) => Promise<void>;
  /** What the editor has now. */
  readonly type: (text: string) => void;
  /** Puts a text in place of the one that is there, as one step. */
  readonly replace: (text: string) => void;
  /** Lets go of all edits: the text is what is drafted. */
  readonly discard: () => void;
  readonly setCaret: (at: number) => void;
  readonly reset: () => void;
}

const NOTHING = {
  opened: null,
  history: null,
  isBehind: false,
  keeping: null,
  lint: null,
  linted: null,
  lintError: null,
  caret: 0,
} as const;

/** The text of the draft that is worked on: edited by hand, kept until it is saved, looked at as it is typed. */
export function createDraftTextStore(client: Pick<Client, 'draft'>): StoreApi<DraftTextStore> {
  return createStore<DraftTextStore>((set, get) => {
    const linting = createLatest(async (signal) => {
      const { opened, history } = get();
      if (!opened || !history || get().linted === history.text) return;
      const input = { root: opened.key.root, source: opened.source, sql: history.text };
      try {
        const lint = await follow(
          (options) => client.draft.lint(input, options),
          signal,
          () => {},
        );
        if (get().opened?.key === opened.key) set({ lint, linted: history.text, lintError: null });
      } catch (error) {
        if (!signal.aborted) set({ lintError: error instanceof Error ? error.message : String(error) });
      }
    });
    const keeping = createLatest(async () => {
      // Somebody waits for what is said of the text; where it is kept nobody looks on.
      await linting.turn();
      const { opened, history } = get();
      if (!opened || !history) return;
      const isKept = await keep(client, opened, history).catch(() => null);
      if (get().opened?.key !== opened.key) return;
      set({ keeping: isKept === null ? 'failed' : isKept ? 'kept' : 'secret' });
    });
    const setHistory = (history: EditHistory) => {
      set({ history });
      linting.request();
      keeping.request();
    };
    const putText = (history: EditHistory) => {
      set({ version: get().version + 1 });
      setHistory(history);
    };
    return {
      ...NOTHING,
      version: 0,
      open: async (opened) => {
        const before = get();
        if (before.opened && sameKey(before.opened.key, opened.key) && before.history) {
          const { history } = before;
          const isEdited = history.text !== history.base;
          if (isEdited || history.base === opened.drafted) {
            // The very same draft made again, or one that somebody has begun to change: what is there stays.
            set({ opened, isBehind: isEdited && history.base !== opened.drafted });
            linting.request();
            return;
          }
        }
        const kept = await client.draft.kept(opened.key).catch(() => null);
        if (get().opened !== before.opened) return;
        const history = kept ? fromKept(kept) : beginHistory(opened.drafted);
        set({
          ...NOTHING,
          opened,
          history,
          version: before.version + 1,
          isBehind: history.base !== opened.drafted,
          keeping: kept ? 'kept' : null,
        });
        linting.request();
      },
      type: (text) => {
        const { history } = get();
        if (history && text !== history.text) setHistory(record(history, text));
      },
      replace: (text) => {
        const { history } = get();
        if (history && text !== history.text) putText(record(history, text));
      },
      discard: () => {
        const { opened } = get();
        if (!opened) return;
        putText(beginHistory(opened.drafted));
        set({ isBehind: false, caret: 0, keeping: null });
      },
      setCaret: (caret) => set({ caret }),
      reset: () => {
        linting.cancel();
        set({ ...NOTHING, version: get().version + 1 });
      },
    };
  });
}

/** Keeps what was edited; of what is as it was drafted there is nothing to keep. */
async function keep(client: Pick<Client, 'draft'>, { key, madeFor }: OpenedDraft, history: EditHistory) {
  if (history.text === history.base && history.steps.length === 0) return client.draft.keep({ key, draft: null });
  if (await client.draft.keep({ key, draft: toKept(history, madeFor) })) return true;
  // A password that was taken out again stands in the steps only: the text may still be kept without them.
  return client.draft.keep({ key, draft: toKept(flatten(history), madeFor) });
}

export function sameKey(a: DraftKey, b: DraftKey): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
