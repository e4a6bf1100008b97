import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type ErrorData,
  type Progress,
  type ProjectSummary,
  receiveReading,
  type SentReading,
  type SourceEntry,
} from '#app/api';
import type { Reading } from '#app/catalog';
import { DEFAULT_MIGRATIONS_TABLE, withoutMigrationsTable } from '#app/compare';
import { type Client, follow, isAbort, toErrorData } from '#renderer/client';

/** What is known of one source. `previous` is the reading still shown while a new one is made or after it failed. */
export type SourceState =
  | { readonly status: 'unavailable'; readonly reason: string }
  | { readonly status: 'idle' }
  | { readonly status: 'loading'; readonly progress: Progress | null; readonly previous: Reading | null }
  | { readonly status: 'ready'; readonly reading: Reading }
  | { readonly status: 'failed'; readonly error: ErrorData; readonly previous: Reading | null };

export interface SourcesStore {
  /** In the order of the project. */
  readonly entries: readonly SourceEntry[];
  readonly states: Readonly<Record<string, SourceState>>;
  /** The source whose catalog graph, tree and search show. Empty until a project is open. */
  readonly shown: string;
  /** Takes over the sources of a project. Where it is the one that was open, what was read stays in sight. */
  readonly reset: (project: ProjectSummary) => void;
  /** Takes in a source that the project does not name; nothing where it is there already. */
  readonly add: (entry: SourceEntry) => void;
  readonly read: (name: string, options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly readAll: (options?: { readonly fresh?: boolean }) => Promise<void>;
  readonly cancel: (name: string) => void;
  readonly show: (name: string) => void;
}

/** Code first: it is there without a server, and what a team edits. */
const SHOWN_FIRST = ['code', 'live', 'migrations'];

/** The sources of the open project, each with its own state: one that fails leaves the others usable. */
export function createSourcesStore(client: Pick<Client, 'source'>): StoreApi<SourcesStore> {
  const running = new Map<string, AbortController>();
  /** As they were received: what is shown of them may be less. */
  const received = new Map<string, SentReading>();
  let root = '';
  let added: readonly SourceEntry[] = [];
  let migrationsTable: ProjectSummary['migrationsTable'] = DEFAULT_MIGRATIONS_TABLE;

  return createStore<SourcesStore>((set, get) => {
    const put = (name: string, state: SourceState) => set({ states: { ...get().states, [name]: state } });

    const shown = (reading: Reading): Reading => {
      const catalog = withoutMigrationsTable(reading.catalog, migrationsTable);
      return catalog === reading.catalog ? reading : { ...reading, catalog };
    };

    async function read(name: string, fresh: boolean): Promise<void> {
      const state = get().states[name];
      if (!state || state.status === 'unavailable') return;
      running.get(name)?.abort();
      const control = new AbortController();
      running.set(name, control);
      const previous = readingOf(state);
      const current = () => running.get(name) === control;
      put(name, { status: 'loading', progress: null, previous });
      try {
        const before = received.get(name) ?? null;
        const known = before ? { known: before.revision } : {};
        const answer = await follow(
          (options) => client.source.read({ root, source: name, fresh, ...known }, options),
          control.signal,
          (progress) => current() && put(name, { status: 'loading', progress, previous }),
        );
        if (!current()) return;
        const reading = receiveReading(before, answer);
        received.set(name, reading);
        put(name, { status: 'ready', reading: shown(reading) });
      } catch (error) {
        if (!current()) return;
        const cancelled = control.signal.aborted || isAbort(error);
        if (cancelled && previous) put(name, { status: 'ready', reading: previous });
        else if (cancelled) put(name, { status: 'idle' });
        else put(name, { status: 'failed', error: toErrorData(error), previous });
      } finally {
        if (current()) running.delete(name);
      }
    }

    return {
      entries: [],
      states: {},
      shown: '',
      reset: (project) => {
        for (const control of running.values()) control.abort();
        running.clear();
        const before = project.root === root ? get() : null;
        if (!before) added = [];
        if (!before) received.clear();
        const entries = [...project.sources, ...added];
        root = project.root;
        migrationsTable = project.migrationsTable;
        const available = project.sources.filter((entry) => entry.available);
        const first = SHOWN_FIRST.find((name) => available.some((entry) => entry.name === name)) ?? available[0]?.name;
        set({
          entries,
          states: Object.fromEntries(
            entries.map((entry) => [entry.name, initialState(entry, readingOf(before?.states[entry.name]))]),
          ),
          shown: before?.shown || (first ?? project.sources[0]?.name ?? ''),
        });
      },
      add: (entry) => {
        const { entries, states } = get();
        if (entries.some(({ name }) => name === entry.name)) return;
        added = [...added, entry];
        set({ entries: [...entries, entry], states: { ...states, [entry.name]: initialState(entry, null) } });
      },
      read: (name, options) => read(name, options?.fresh ?? false),
      readAll: async (options) => {
        await Promise.all(get().entries.map((entry) => read(entry.name, options?.fresh ?? false)));
      },
      cancel: (name) => running.get(name)?.abort(),
      show: (name) => {
        if (name in get().states) set({ shown: name });
      },
    };
  });
}

function initialState(entry: SourceEntry, before: Reading | null): SourceState {
  if (entry.available) return before ? { status: 'ready', reading: before } : { status: 'idle' };
  return { status: 'unavailable', reason: entry.reason ?? 'This source is not configured.' };
}

/** The reading a source can show now: the latest, or the one before while it is read again. */
export function readingOf(state: SourceState | undefined): Reading | null {
  if (!state) return null;
  if (state.status === 'ready') return state.reading;
  return state.status === 'loading' || state.status === 'failed' ? state.previous : null;
}

/** The reading of the shown source, or `null`. */
export function shownReading(store: SourcesStore): Reading | null {
  return readingOf(store.states[store.shown]);
}
