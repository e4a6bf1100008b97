import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData, WatchEvent } from '#app/api';
import { type Client, isAbort, toErrorData } from '#renderer/client';

/** How a source is watched at the moment. */
export type WatchState =
  | { readonly status: 'watching'; readonly everyMilliseconds: number | null }
  | { readonly status: 'trouble'; readonly error: ErrorData };

export interface LastChange {
  readonly source: string;
  readonly files: readonly string[];
  /** In milliseconds since 1970. */
  readonly at: number;
}

export interface WatchStore {
  /** By source. */
  readonly states: Readonly<Record<string, WatchState>>;
  /** Why nothing is watched at all. */
  readonly failure: ErrorData | null;
  readonly last: LastChange | null;
  /** Watches these sources of a project in place of those before. */
  readonly start: (root: string, sources: readonly string[]) => void;
  /** The same again, where the connection was lost. */
  readonly again: () => void;
  readonly stop: () => void;
}

export interface WatchListener {
  /** These sources may say something else than what was read of them. One call at a time: changes meanwhile are one more. */
  readonly onChanged: (root: string, sources: readonly string[]) => Promise<void>;
  readonly onProjectChanged: (root: string) => Promise<void>;
}

/** Whether the sources change while one looks at them. */
export function createWatchStore(client: Pick<Client, 'watch'>, listener: WatchListener): StoreApi<WatchStore> {
  let running: AbortController | null = null;
  let asked: { readonly root: string; readonly sources: readonly string[] } | null = null;

  return createStore<WatchStore>((set, get) => {
    const stop = () => {
      running?.abort();
      running = null;
      set({ states: {}, failure: null });
    };

    function take(event: WatchEvent): void {
      if (event.kind === 'watching') {
        const { source, everyMilliseconds } = event;
        set({ states: { ...get().states, [source]: { status: 'watching', everyMilliseconds } } });
      } else if (event.kind === 'trouble') {
        set({ states: { ...get().states, [event.source]: { status: 'trouble', error: event.error } } });
      } else {
        const source = event.kind === 'changed' ? event.source : 'project';
        set({ last: { source, files: event.files, at: event.at } });
      }
    }

    async function watch(root: string, sources: readonly string[]): Promise<void> {
      stop();
      const control = new AbortController();
      running = control;
      const tell = createTurns(root, listener);
      try {
        const events = await client.watch.changes({ root, sources: [...sources] }, { signal: control.signal });
        for await (const event of events) {
          if (control.signal.aborted) return;
          take(event);
          tell(event);
        }
      } catch (error) {
        if (running === control && !control.signal.aborted && !isAbort(error)) {
          set({ states: {}, failure: toErrorData(error) });
        }
      }
    }

    return {
      states: {},
      failure: null,
      last: null,
      start: (root, sources) => {
        asked = { root, sources };
        if (sources.length > 0) void watch(root, sources);
        else stop();
      },
      again: () => {
        if (asked && asked.sources.length > 0) void watch(asked.root, asked.sources);
      },
      stop: () => {
        asked = null;
        stop();
        set({ last: null });
      },
    };
  });
}

/** Passes changes on, one turn after the other; what changes during a turn is the next one's. */
function createTurns(root: string, { onChanged, onProjectChanged }: WatchListener): (event: WatchEvent) => void {
  let waiting = new Set<string>();
  let isProject = false;
  let isBusy = false;
  async function run(): Promise<void> {
    isBusy = true;
    while (isProject || waiting.size > 0) {
      const [project, sources] = [isProject, [...waiting]];
      isProject = false;
      waiting = new Set();
      // What fails is told by the store that reads; watching goes on.
      await (project ? onProjectChanged(root) : onChanged(root, sources)).catch(() => {});
    }
    isBusy = false;
  }
  return (event) => {
    if (event.kind === 'changed') waiting.add(event.source);
    else if (event.kind === 'project-changed') isProject = true;
    else return;
    if (!isBusy) void run();
  };
}
