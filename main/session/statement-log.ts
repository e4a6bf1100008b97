import type { StatementLogEntry } from '#app/api';

/** How many statements are kept; older ones are forgotten. */
const KEPT = 2000;

/** Everything that was sent to live databases, for the person to see. */
export interface StatementLog {
  add(entry: StatementLogEntry): void;
  entries(): readonly StatementLogEntry[];
  /** What is kept, then each entry as it comes, until the signal aborts. */
  follow(signal: AbortSignal | undefined): AsyncGenerator<StatementLogEntry, void>;
}

export function createStatementLog(): StatementLog {
  const kept: StatementLogEntry[] = [];
  const listeners = new Set<(entry: StatementLogEntry) => void>();
  return {
    add: (entry) => {
      const former = (entry.times ?? 1) > 1 ? kept.findLastIndex(isBefore(entry)) : -1;
      if (former >= 0) kept.splice(former, 1);
      kept.push(entry);
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(entry);
    },
    entries: () => kept,
    async *follow(signal) {
      const queue = [...kept];
      let wake = () => {};
      const listener = (entry: StatementLogEntry) => {
        queue.push(entry);
        wake();
      };
      const stop = () => wake();
      listeners.add(listener);
      signal?.addEventListener('abort', stop);
      try {
        for (;;) {
          for (const entry of queue.splice(0)) yield entry;
          if (signal?.aborted) return;
          if (queue.length > 0) continue;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        listeners.delete(listener);
        signal?.removeEventListener('abort', stop);
      }
    },
  };
}

function isBefore({ source, sql }: StatementLogEntry): (entry: StatementLogEntry) => boolean {
  return (entry) => entry.times !== undefined && entry.source === source && entry.sql === sql;
}
