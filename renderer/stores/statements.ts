import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StatementLogEntry } from '#app/api';
import { type Client, isAbort } from '#renderer/client';

export interface StatementsStore {
  /** Oldest first; the newest {@link LONGEST_LOG}. */
  readonly entries: readonly StatementLogEntry[];
  /** Follows the log until `signal` fires or the connection breaks. */
  readonly follow: (signal: AbortSignal) => Promise<void>;
}

const LONGEST_LOG = 5_000;

/** Every statement that was sent to a live database. */
export function createStatementsStore(client: Pick<Client, 'log'>): StoreApi<StatementsStore> {
  return createStore<StatementsStore>((set, get) => ({
    entries: [],
    follow: async (signal) => {
      set({ entries: [] });
      try {
        for await (const entry of await client.log.statements(undefined, { signal })) {
          set({ entries: [...withoutFormer(get().entries, entry).slice(1 - LONGEST_LOG), entry] });
        }
      } catch (error) {
        // A broken channel is the connection's to tell; it starts this again.
        if (!isAbort(error) && !signal.aborted) return;
      }
    },
  }));
}

/** A database that is watched is asked the same all the time: the newest time is enough to see. */
function withoutFormer(entries: readonly StatementLogEntry[], entry: StatementLogEntry): readonly StatementLogEntry[] {
  if ((entry.times ?? 1) === 1) return entries;
  const { source, sql } = entry;
  return entries.filter((other) => other.times === undefined || other.source !== source || other.sql !== sql);
}
